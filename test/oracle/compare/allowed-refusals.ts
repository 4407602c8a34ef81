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
];

export function isAllowed(schema: OracleSchema, query: Query, code: string): boolean {
  return ALLOWED.some((each) => each.code === code && each.applies(query, schema));
}
