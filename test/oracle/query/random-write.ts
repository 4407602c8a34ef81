import type { Args, Loose } from '../data/plain.js';
import { DB_NULL } from '../data/prisma-word.js';
import { newRows } from '../data/random-rows.js';
import { valuesOf } from '../data/values.js';
import type { Column, OracleModel } from '../model/oracle-model.js';
import type { Query, Write } from './query.js';
import type { QueryDraws } from './query-draws.js';
import { randomWhere } from './random-filter.js';
import { isNumeric } from './random-totals.js';

/** A write of rows that may be on several shards. */
export function randomWrite(on: QueryDraws, model: OracleModel, method: Write): Query {
  return { model: model.name, method, args: args(on, model, method) };
}

function args(on: QueryDraws, model: OracleModel, method: Write): Args {
  const { draws } = on;
  const where = () => draws.sometimes(85, () => ({ where: randomWhere(on, model, 2) }));
  switch (method) {
    case 'updateMany':
      return { ...where(), data: changes(on, model) };
    case 'deleteMany':
      return where();
    case 'createMany': {
      const made = newRows(model, draws, on.rows, draws.int(1, 6));
      const there = on.rows.get(model.name) ?? [];
      const again = draws.chance(30) && there.length > 0 ? [draws.pick(there)] : [];
      return {
        data: [...made, ...again].map((row) => withoutNulls(row)),
        ...draws.sometimes(50, () => ({ skipDuplicates: true })),
      };
    }
    default:
      return method satisfies never;
  }
}

const withoutNulls = (row: Args): Args =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** New values of columns that lead to no other row, and name none. */
function changes(on: QueryDraws, model: OracleModel): Args {
  const { draws } = on;
  const fixed = new Set([
    ...model.selectors.flatMap(({ fields }) => fields),
    ...model.links.flatMap(({ fields }) => fields),
  ]);
  const free = model.columns.filter(({ name }) => !fixed.has(name));
  return Object.fromEntries(
    draws.some(free, 1, 3).map((column) => [column.name, change(on, column)]),
  );
}

function change({ draws }: QueryDraws, column: Column): Loose {
  const value = () => draws.pick(valuesOf(column));
  if (column.list) return draws.chance(50) ? { push: value() } : { set: [value(), value()] };
  if (column.optional && draws.chance(20)) return column.type === 'Json' ? DB_NULL : null;
  if (isNumeric(column) && draws.chance(40)) {
    // Small enough for most rows: some are at their limit, which no database takes.
    return { [draws.pick(['increment', 'decrement', 'multiply'])]: draws.pick([0, 1, 1, 2]) };
  }
  return draws.chance(30) && column.type !== 'Json' ? { set: value() } : value();
}
