import { type Args, isPlain, type Loose } from '../data/plain.js';
import type { OracleModel, OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';
import { isOrdered } from './ask.js';

/**
 * An answer as text that is equal where answers are: values with their types, lists in their order, but
 * for lists that nobody gave an order, which are sorted.
 */
export function canonical(schema: OracleSchema, query: Query, answer: Loose): string {
  const model = schema.model(query.model);
  const isTotal = query.method === 'aggregate' || query.method === 'groupBy';
  const settled = isTotal ? sorted(answer) : settle(schema, model, query.args, answer);
  if (!Array.isArray(settled)) return text(settled);
  const rows = settled.map(text);
  return (isOrdered(query.method, query.args) ? rows : rows.toSorted()).join('\n');
}

/** With the lists of related rows that have no order sorted. */
function settle(schema: OracleSchema, model: OracleModel, args: Args, value: Loose): Loose {
  if (Array.isArray(value)) return value.map((each) => settle(schema, model, args, each));
  if (!isPlain(value)) return value;
  const wanted: Args = args['select'] ?? args['include'] ?? {};
  const entries = Object.entries(value).map(([name, inner]) => {
    const link = model.links.find((each) => each.name === name);
    if (link === undefined) return [name, inner] as const;
    const nested: Args = isPlain(wanted[name]) ? wanted[name] : {};
    const rows = settle(schema, schema.model(link.model), nested, inner);
    const isSet = Array.isArray(rows) && nested['orderBy'] === undefined;
    return [name, isSet ? rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) : rows] as const;
  });
  return Object.fromEntries(entries);
}

/** Totals stand in the order of the arguments, or in another one. */
function sorted(value: Loose): Loose {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}

function text(value: Loose): string {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case 'bigint':
      return `${value}n`;
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'object':
      return objectText(value);
    default:
      return String(value);
  }
}

function objectText(value: Loose): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (value instanceof Date)
    return `Date(${Number.isNaN(+value) ? 'invalid' : value.toISOString()})`;
  if (value instanceof Uint8Array) return `${value.constructor.name}(${value.join(',')})`;
  if (isPlain(value)) {
    const fields = Object.entries(value).map(([name, each]) => `${name}: ${text(each)}`);
    return `{ ${fields.join(', ')} }`;
  }
  const isDecimal = typeof value.toFixed === 'function';
  return isDecimal ? `Decimal(${value.toFixed()})` : `${value.constructor?.name}(${value})`;
}
