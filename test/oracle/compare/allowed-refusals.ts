import { isPlain, type Loose } from '../data/plain.js';
import type { OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';

/** A situation in which a named error is as right as an answer. */
interface AllowedRefusal {
  readonly code: string;
  readonly applies: (query: Query, schema: OracleSchema) => boolean;
}

/** Situations that random queries get into; whatever else is refused is a failure. */
export const ALLOWED: readonly AllowedRefusal[] = [
  {
    // Columns are counted among the rows of a piece, and which these are is for the database to choose.
    code: 'SG3011',
    applies: ({ method, args }) =>
      method === 'count' &&
      args['select'] !== undefined &&
      (args['take'] !== undefined || args['skip'] !== undefined),
  },
  {
    // The order needs the number of all related rows, where the call counts some of them by that name.
    code: 'SG3045',
    applies: ({ args }) =>
      has(args['orderBy'], '_count') &&
      has(args['select'] ?? args['include'], '_count') &&
      has(args['select'] ?? args['include'], 'where'),
  },
  {
    // No filter says what comes after a row in such an order.
    code: 'SG3048',
    applies: (query, schema) =>
      query.args['distinct'] !== undefined &&
      query.args['cursor'] !== undefined &&
      (has(query.args['orderBy'], '_count') || ordersByBytes(schema, query)),
  },
];

/** Whether a name stands anywhere in a value. */
function has(value: Loose, name: string): boolean {
  if (Array.isArray(value)) return value.some((each) => has(each, name));
  if (!isPlain(value)) return false;
  return Object.entries(value).some(([own, inner]) => own === name || has(inner, name));
}

function ordersByBytes(schema: OracleSchema, { args }: Query): boolean {
  const bytes = schema.models.flatMap(({ columns }) =>
    columns.flatMap(({ name, type }) => (type === 'Bytes' ? [name] : [])),
  );
  return bytes.some((name) => has(args['orderBy'], name));
}

/** Whether there is a situation in which the query needs no answer. */
export function mayBeRefused(schema: OracleSchema, query: Query): boolean {
  return ALLOWED.some(({ applies }) => applies(query, schema));
}

export function isAllowed(schema: OracleSchema, query: Query, code: string): boolean {
  return ALLOWED.some((each) => each.code === code && each.applies(query, schema));
}
