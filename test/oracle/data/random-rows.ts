import type { Column, Link, OracleModel, OracleSchema } from '../model/oracle-model.js';
import { columnOf } from '../model/oracle-model.js';
import type { Draws } from './draws.js';
import type { Args, Loose } from './plain.js';
import { valuesOf } from './values.js';

/** The rows of each model, in an order in which they can be created. */
export type Rows = ReadonlyMap<string, readonly Args[]>;

/** About how many rows a model gets. */
export interface RowCounts {
  readonly roots: number;
  readonly others: number;
}

/** Draws rows of all models whose foreign keys lead somewhere, or nowhere where they may. */
export function randomRows(schema: OracleSchema, draws: Draws, counts: RowCounts): Rows {
  const rows = new Map<string, readonly Args[]>();
  for (const model of schema.models) {
    const isRoot = !model.links.some((link) => link.fields.length > 0 && !link.optional);
    const wanted = model.isReference ? 4 : isRoot ? counts.roots : counts.others;
    rows.set(model.name, newRows(model, draws, rows, wanted));
  }
  return rows;
}

/** Up to so many rows beside those that are there, and that they refer to. */
export function newRows(
  model: OracleModel,
  draws: Draws,
  there: Rows,
  wanted: number,
): readonly Args[] {
  const made: Args[] = [];
  const held = there.get(model.name) ?? [];
  for (let i = 0; i < wanted; i++) {
    // Earlier rows of the same model may be referred to as well.
    const row = randomRow(model, draws, new Map([...there, [model.name, [...held, ...made]]]));
    if (row !== undefined && isNew(model, row, [...held, ...made])) made.push(row);
  }
  return made;
}

/** Undefined where a row that it has to refer to does not exist. */
function randomRow(model: OracleModel, draws: Draws, rows: Rows): Args | undefined {
  const row: Args = {};
  // The longest first: it decides the columns that it shares with others.
  const links = model.links
    .filter((link) => link.fields.length > 0)
    .toSorted((a, b) => b.fields.length - a.fields.length);
  for (const link of links) {
    if (!refer(model, link, row, draws, rows)) return undefined;
  }
  for (const column of model.columns) {
    if (!(column.name in row)) row[column.name] = fieldValue(model, column, draws);
  }
  return row;
}

/** Fills the foreign key; false where there is nothing that it could refer to. */
function refer(model: OracleModel, link: Link, row: Args, draws: Draws, rows: Rows): boolean {
  const pairs = link.fields.map((field, i) => [field, link.references[i] ?? ''] as const);
  const fits = (parent: Args) =>
    pairs.every(([field, reference]) => !(field in row) || same(row[field], parent[reference]));
  const parents = (rows.get(link.model) ?? []).filter(fits);
  const isMissing = link.optional && draws.chance(35);
  if (parents.length > 0 && !isMissing) {
    const parent = draws.pick(parents);
    for (const [field, reference] of pairs) row[field] = parent[reference];
    return true;
  }
  if (!link.optional) return false;
  for (const [field] of pairs) {
    if (!(field in row) && columnOf(model, field).optional) row[field] = null;
  }
  return true;
}

function fieldValue(model: OracleModel, column: Column, draws: Draws): Loose {
  if (column.list) {
    return Array.from({ length: draws.int(0, 3) }, () => draws.pick(valuesOf(column)));
  }
  if (column.optional && draws.chance(30)) return null;
  const isUnique = model.selectors.some(({ fields }) => fields.includes(column.name));
  if (!isUnique) return draws.pick(valuesOf(column));
  switch (column.type) {
    case 'Int':
      return draws.int(-2, 6);
    case 'BigInt':
      return draws.chance(80) ? BigInt(draws.int(-3, 40)) : draws.pick(valuesOf(column));
    case 'String':
      return column.native === 'Uuid' ? anyUuid(draws) : draws.pick(valuesOf(column));
    default:
      return draws.pick(valuesOf(column));
  }
}

function anyUuid(draws: Draws): string {
  const hex = Array.from({ length: 32 }, () => draws.int(0, 15).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function isNew(model: OracleModel, row: Args, others: readonly Args[]): boolean {
  return model.selectors.every(
    ({ fields }) =>
      fields.some((field) => row[field] === null) ||
      !others.some((other) => fields.every((field) => same(row[field], other[field]))),
  );
}

/** Whether two values of a key are one to PostgreSQL. */
export function same(a: Loose, b: Loose): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
