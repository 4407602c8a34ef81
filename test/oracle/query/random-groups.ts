import type { Args, Loose } from '../data/plain.js';
import type { Column, OracleModel } from '../model/oracle-model.js';
import { type QueryDraws, someValue } from './query-draws.js';
import { randomWhere } from './random-filter.js';
import { isOrderable } from './random-order.js';
import { aggregates, hasLeast, isNumeric, isTotalled } from './random-totals.js';

/** Groups by one to three columns, or by the whole shard key. */
export function randomGroups(on: QueryDraws, model: OracleModel): Args {
  const { draws } = on;
  const free = draws.some(model.columns.filter(isOrderable), 1, 3).map(({ name }) => name);
  const by = draws.chance(25) ? [...new Set([...model.shardKey, ...free.slice(0, 1)])] : free;
  const isPage = draws.chance(40);
  return {
    by,
    ...draws.sometimes(50, () => ({ where: randomWhere(on, model, 1) })),
    ...draws.sometimes(80, () => aggregates(on, model)),
    ...draws.sometimes(40, () => {
      const conditions = having(on, model, by, 1);
      // An empty one makes Prisma panic.
      return Object.keys(conditions).length === 0 ? {} : { having: conditions };
    }),
    // A page of groups needs an order; the columns that they are grouped by break its ties.
    ...(isPage || draws.chance(50) ? { orderBy: order(on, model, by) } : {}),
    ...(isPage && {
      take: draws.int(1, 4),
      ...draws.sometimes(40, () => ({ skip: draws.int(0, 2) })),
    }),
  };
}

function order({ draws }: QueryDraws, model: OracleModel, by: readonly string[]): readonly Args[] {
  const direction = () => draws.pick(['asc', 'desc']);
  const byAggregate = (): Args => {
    const name = draws.pick(['_count', '_sum', '_avg', '_min', '_max']);
    const columns = model.columns.filter(fitsOf(name));
    return columns.length === 0 ? {} : { [name]: { [draws.pick(columns).name]: direction() } };
  };
  const first = draws.chance(50) ? [byAggregate()] : [];
  return [
    ...first.filter((each) => Object.keys(each).length > 0),
    ...draws.some(by, 0, by.length).map((name) => ({ [name]: direction() })),
  ];
}

function fitsOf(aggregate: string): (column: Column) => boolean {
  switch (aggregate) {
    case '_sum':
    case '_avg':
      return isTotalled;
    case '_count':
      return isOrderable;
    default:
      return hasLeast;
  }
}

/** Conditions on the columns of the groups, and on aggregates. */
function having(on: QueryDraws, model: OracleModel, by: readonly string[], depth: number): Loose {
  const { draws } = on;
  const numbers = model.columns.filter(isNumeric).filter(isTotalled);
  const conditions: Args = {};
  if (numbers.length > 0 && draws.chance(70)) {
    const column = draws.pick(numbers);
    const aggregate = draws.pick(['_sum', '_avg', '_min', '_max', '_count']);
    conditions[column.name] = { [aggregate]: condition(on, aggregate, model, column) };
  }
  if (draws.chance(40)) {
    const column = model.columns.find(({ name }) => name === draws.pick(by));
    if (column !== undefined && !(column.name in conditions)) {
      conditions[column.name] = draws.chance(50)
        ? { [draws.pick(['equals', 'not'])]: someValue(on, model, column) }
        : { in: [someValue(on, model, column), someValue(on, model, column)] };
    }
  }
  if (depth === 0) return conditions;
  const inner = () => having(on, model, by, depth - 1);
  if (draws.chance(20)) conditions['OR'] = [inner(), inner()];
  if (draws.chance(15)) conditions['NOT'] = inner();
  if (draws.chance(15)) conditions['AND'] = [inner()];
  return conditions;
}

function condition(on: QueryDraws, aggregate: string, model: OracleModel, column: Column): Loose {
  const { draws } = on;
  const number = aggregate === '_count' || aggregate === '_sum' || aggregate === '_avg';
  const value = () => (number ? draws.int(-2, 6) : someValue(on, model, column));
  switch (draws.pick(['equals', 'not', 'in', 'lt', 'lte', 'gt', 'gte', 'null'])) {
    case 'null':
      return aggregate === '_count' || !column.optional
        ? { gt: value() }
        : draws.pick([{ equals: null }, { not: null }]);
    case 'in':
      return { in: [value(), value()] };
    case 'equals':
      return { equals: value() };
    case 'not':
      return { not: value() };
    case 'lt':
      return { lt: value() };
    case 'lte':
      return { lte: value() };
    case 'gt':
      return { gt: value() };
    default:
      return { gte: value() };
  }
}
