import type { Args } from '../data/plain.js';
import type { OracleModel } from '../model/oracle-model.js';
import type { Query, Read } from './query.js';
import { type QueryDraws, someSelector } from './query-draws.js';
import { randomWhere } from './random-filter.js';
import { randomGroups } from './random-groups.js';
import {
  ANY_ORDER,
  isOrderable,
  KEYSET_ORDER,
  type OrderParts,
  randomOrder,
} from './random-order.js';
import { randomProjection } from './random-projection.js';
import { aggregates, countedColumns } from './random-totals.js';

/** A read of one model by one method. */
export function randomRead(on: QueryDraws, model: OracleModel, method: Read): Query {
  return { model: model.name, method, args: args(on, model, method) };
}

function args(on: QueryDraws, model: OracleModel, method: Read): Args {
  const { draws } = on;
  switch (method) {
    case 'findMany':
    case 'findFirst':
    case 'findFirstOrThrow':
      return {
        ...filter(on, model),
        ...order(on, model, ANY_ORDER),
        ...page(on, model, method),
        ...draws.sometimes(12, () => ({ distinct: distinct(on, model) })),
        ...randomProjection(on, model, 2),
      };
    case 'findUnique':
    case 'findUniqueOrThrow':
      return {
        where: {
          ...draws.sometimes(15, () => besides(on, model)),
          ...(someSelector(on, model) ?? someSelector(on, model, model.selectors.slice(0, 1))),
        },
        ...randomProjection(on, model, 2),
      };
    case 'exists':
      return filter(on, model);
    case 'count':
      return {
        ...filter(on, model),
        ...draws.sometimes(40, () => ({ select: countedColumns(on, model) })),
        ...draws.sometimes(10, () => ({ take: draws.int(0, 5) })),
        ...draws.sometimes(10, () => ({ skip: draws.int(0, 5) })),
      };
    case 'aggregate':
      return { ...filter(on, model), ...aggregates(on, model) };
    case 'groupBy':
      return randomGroups(on, model);
    case 'paginate':
      return {
        ...filter(on, model),
        ...order(on, model, KEYSET_ORDER),
        first: draws.pick([1, 2, 3, 7]),
        ...randomProjection(on, model, 1),
      };
    case 'stream':
      return {
        ...filter(on, model),
        ...order(on, model, KEYSET_ORDER),
        batchSize: draws.pick([1, 2, 5, 100]),
        ...randomProjection(on, model, 1),
      };
    default:
      return method satisfies never;
  }
}

const filter = (on: QueryDraws, model: OracleModel) =>
  on.draws.sometimes(50, () => ({ where: randomWhere(on, model, 2) }));

const order = (on: QueryDraws, model: OracleModel, parts: OrderParts) =>
  on.draws.sometimes(75, () => ({ orderBy: randomOrder(on, model, parts) }));

/** A piece of the result. */
function page(on: QueryDraws, model: OracleModel, method: Read): Args {
  const { draws } = on;
  const most = method === 'findMany' ? [0, 1, 3, 5, 8, 20] : [1];
  const sign = draws.chance(25) ? -1 : 1;
  return {
    ...draws.sometimes(45, () => ({ take: draws.pick(most) * sign })),
    ...draws.sometimes(25, () => ({ skip: draws.int(0, 3) })),
    ...draws.sometimes(20, () => {
      const cursor = someSelector(on, model);
      return cursor === undefined ? {} : { cursor };
    }),
  };
}

const distinct = (on: QueryDraws, model: OracleModel) =>
  on.draws.some(model.columns.filter(isOrderable), 1, 2).map(({ name }) => name);

/** A filter beside a selector. */
function besides(on: QueryDraws, model: OracleModel): Args {
  const names = new Set(model.selectors.flatMap(({ fields }) => fields));
  const entries = Object.entries(randomWhere(on, model, 1));
  return Object.fromEntries(entries.filter(([name]) => !names.has(name)));
}
