import type { Draws } from '../data/draws.js';
import type { Args, Loose } from '../data/plain.js';
import type { Rows } from '../data/random-rows.js';
import { valuesOf } from '../data/values.js';
import type { Column, Link, OracleModel, OracleSchema } from '../model/oracle-model.js';

/** Native types that PostgreSQL or Prisma cannot compare. */
const INCOMPARABLE = new Set(['Xml', 'Bit', 'VarBit', 'Inet']);

/** What all parts of a random query are drawn with: choices, the schema, and the rows that are there. */
export interface QueryDraws {
  readonly draws: Draws;
  readonly schema: OracleSchema;
  readonly rows: Rows;
}

export function modelOf({ schema }: QueryDraws, name: string): OracleModel {
  return schema.model(name);
}

/** Relations that a query may follow: rows that a copy refers to are on one shard only. */
export function linksOf(model: OracleModel): readonly Link[] {
  return model.isReference ? [] : model.links;
}

export const isComparable = ({ native, type, list }: Column): boolean =>
  !list && type !== 'Json' && !INCOMPARABLE.has(native ?? '');

/** A value of that column: mostly one that a row has. */
export function someValue(on: QueryDraws, model: OracleModel, column: Column): Loose {
  const held = heldValues(on, model, column.name);
  return held.length > 0 && on.draws.chance(60)
    ? on.draws.pick(held)
    : on.draws.pick(valuesOf(column));
}

function heldValues({ rows }: QueryDraws, model: OracleModel, field: string): readonly Loose[] {
  const values = (rows.get(model.name) ?? []).map((row) => row[field]);
  return values.filter((value) => value !== null && value !== undefined && !Array.isArray(value));
}

/** A unique selector: mostly of a row that is there, of one model's, or of its primary key only. */
export function someSelector(
  on: QueryDraws,
  model: OracleModel,
  selectors = model.selectors,
): Args | undefined {
  const { name, fields } = on.draws.pick(selectors);
  const rows = on.rows.get(model.name) ?? [];
  if (rows.length === 0) return undefined;
  const row = on.draws.pick(rows);
  const other = on.draws.pick(rows);
  // One of two rows' values may name a row that is not there.
  const mixed = on.draws.chance(15);
  const values = fields.map((field, i) => [field, (mixed && i > 0 ? other : row)[field]] as const);
  if (values.some(([, value]) => value === null)) return undefined;
  const [first] = values;
  if (first === undefined) return undefined;
  const isCompound = !model.columns.some((column) => column.name === name);
  return isCompound ? { [name]: Object.fromEntries(values) } : { [name]: first[1] };
}
