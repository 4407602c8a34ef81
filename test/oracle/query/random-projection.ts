import type { Args, Loose } from '../data/plain.js';
import type { Link, OracleModel } from '../model/oracle-model.js';
import { linksOf, modelOf, type QueryDraws } from './query-draws.js';
import { randomWhere } from './random-filter.js';
import { ANY_ORDER, isOrderable, randomOrder, totalOrder } from './random-order.js';

/** `select`, `include` or `omit`, or none of them; `depth` relations deep. */
export function randomProjection(on: QueryDraws, model: OracleModel, depth: number): Args {
  const { draws } = on;
  const links = depth === 0 ? [] : linksOf(model).filter(() => draws.chance(35));
  const nested = Object.fromEntries(links.map((link) => [link.name, related(on, link, depth - 1)]));
  const lists = linksOf(model).filter(({ list }) => list);
  const counted = lists.length > 0 && draws.chance(20) ? { _count: counts(on, lists) } : {};
  const more = { ...nested, ...counted };
  switch (draws.pick(['none', 'include', 'include', 'select', 'omit'])) {
    case 'include':
      return {
        ...(Object.keys(more).length > 0 && { include: more }),
        ...draws.sometimes(15, () => ({ omit: omitted(on, model) })),
      };
    case 'select':
      return { select: { ...flags(on, model), ...more } };
    case 'omit':
      return { omit: omitted(on, model) };
    default:
      return {};
  }
}

function flags({ draws }: QueryDraws, model: OracleModel): Args {
  return Object.fromEntries(draws.some(model.columns, 1, 4).map(({ name }) => [name, true]));
}

/** Something is always left. */
function omitted({ draws }: QueryDraws, model: OracleModel): Args {
  const most = Math.min(3, model.columns.length - 1);
  return Object.fromEntries(draws.some(model.columns, 1, most).map(({ name }) => [name, true]));
}

function counts(on: QueryDraws, lists: readonly Link[]): Loose {
  const { draws } = on;
  if (draws.chance(40)) return true;
  const counted = draws.some(lists, 1, lists.length).map((link) => {
    const where = () => ({ where: randomWhere(on, modelOf(on, link.model), 0) });
    return [link.name, draws.chance(60) ? true : where()] as const;
  });
  return { select: Object.fromEntries(counted) };
}

function related(on: QueryDraws, link: Link, depth: number): Loose {
  const { draws } = on;
  const model = modelOf(on, link.model);
  if (!link.list) {
    const inner = randomProjection(on, model, depth);
    return Object.keys(inner).length === 0 ? true : inner;
  }
  if (draws.chance(20)) return true;
  const page = {
    ...draws.sometimes(50, () => ({ take: draws.pick([-2, -1, 0, 1, 2]) })),
    ...draws.sometimes(20, () => ({ skip: 1 })),
    ...draws.sometimes(10, () => ({
      distinct: [draws.pick(model.columns.filter(isOrderable)).name],
    })),
  };
  return {
    ...draws.sometimes(40, () => ({ where: randomWhere(on, model, 1) })),
    // Ties inside of a relation are left to the database, here as there.
    orderBy: totalOrder(model, draws.chance(60) ? randomOrder(on, model, ANY_ORDER) : undefined),
    ...page,
    ...randomProjection(on, model, depth),
  };
}
