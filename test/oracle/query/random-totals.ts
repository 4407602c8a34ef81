import type { Args } from '../data/plain.js';
import { isSummable } from '../data/values.js';
import type { Column, OracleModel } from '../model/oracle-model.js';
import type { QueryDraws } from './query-draws.js';
import { isOrderable } from './random-order.js';

const NUMERIC = new Set(['Int', 'BigInt', 'Float', 'Decimal']);

export const isNumeric = (column: Column): boolean =>
  !column.list && NUMERIC.has(column.type) && column.native !== 'Oid';

/** Sums of bigints at their limits are more than Prisma can hand out. */
export const isTotalled = (column: Column): boolean => isNumeric(column) && isSummable(column);

/** PostgreSQL has no least boolean or uuid, and Prisma offers none of bytes. */
export const hasLeast = (column: Column): boolean =>
  isOrderable(column) && !['Boolean', 'Bytes'].includes(column.type) && column.native !== 'Uuid';

export function countedColumns({ draws }: QueryDraws, model: OracleModel): Args {
  const columns = draws.some(model.columns, 0, 3).map(({ name }) => [name, true] as const);
  const all = columns.length === 0 || draws.chance(60) ? { _all: true } : {};
  return { ...all, ...Object.fromEntries(columns) };
}

/** `_sum`, `_avg`, `_min`, `_max` and `_count`: at least one. */
export function aggregates(on: QueryDraws, model: OracleModel): Args {
  const { draws } = on;
  const columns = (fits: (column: Column) => boolean) =>
    Object.fromEntries(
      draws.some(model.columns.filter(fits), 1, 4).map(({ name }) => [name, true]),
    );
  const wanted = {
    _sum: columns(isTotalled),
    _avg: columns(isTotalled),
    _min: columns(hasLeast),
    _max: columns(hasLeast),
    _count: draws.chance(50) ? true : countedColumns(on, model),
  };
  const possible = Object.entries(wanted).filter(
    ([, value]) => value === true || Object.keys(value).length > 0,
  );
  return Object.fromEntries(draws.some(possible, 1, 4));
}
