import type { Args, Loose } from '../data/plain.js';
import type { Column, OracleModel } from '../model/oracle-model.js';
import { isComparable, linksOf, modelOf, type QueryDraws } from './query-draws.js';

/** Native types whose columns keep more than Prisma hands out: their order cannot be merged. */
const UNMERGED = new Set(['Timetz', 'Oid']);

/** Columns in the order of which rows of several shards can be merged. */
export function isOrderable(column: Column): boolean {
  if (!isComparable(column) || UNMERGED.has(column.native ?? '')) return false;
  return !(column.native === 'Timestamp' && (column.digits[0] ?? 3) > 3);
}

/** What an order may be made of. */
export interface OrderParts {
  readonly column: (column: Column) => boolean;
  /** Numbers of related rows. */
  readonly counts: boolean;
  /** Terms through one row that is related. */
  readonly relations: boolean;
}

export const ANY_ORDER: OrderParts = { column: isOrderable, counts: true, relations: true };
/** Behind whose values a filter can go on. */
export const KEYSET_ORDER: OrderParts = {
  column: (column) => isOrderable(column) && column.type !== 'Bytes',
  counts: false,
  relations: true,
};

/** Up to three terms; an object, where there is one, now and then. */
export function randomOrder(on: QueryDraws, model: OracleModel, parts: OrderParts): Loose {
  const { draws } = on;
  const terms = Array.from({ length: draws.pick([1, 1, 2, 2, 3]) }, () =>
    term(on, model, parts, 2),
  );
  return terms.length === 1 && draws.chance(50) ? terms[0] : terms;
}

function term(on: QueryDraws, model: OracleModel, parts: OrderParts, depth: number): Args {
  const { draws } = on;
  const links = depth === 0 ? [] : linksOf(model).filter((link) => !link.list || parts.counts);
  if (links.length > 0 && parts.relations && draws.chance(30)) {
    const link = draws.pick(links);
    return {
      [link.name]: link.list
        ? { _count: direction(on) }
        : term(on, modelOf(on, link.model), parts, depth - 1),
    };
  }
  const columns = model.columns.filter(parts.column);
  // Texts and enums are what JavaScript sorts in another way than the database.
  const hard = columns.filter(({ type }) => type === 'String' || type === 'Enum');
  const column = draws.pick(hard.length > 0 && draws.chance(40) ? hard : columns);
  const withNulls = column.optional && draws.chance(50);
  return {
    [column.name]: withNulls
      ? { sort: direction(on), nulls: draws.pick(['first', 'last']) }
      : direction(on),
  };
}

const direction = ({ draws }: QueryDraws) => draws.pick(['asc', 'desc']);

/** The order, with the primary key behind it, without which ties would be left to the database. */
export function totalOrder(model: OracleModel, order: Loose): readonly Args[] {
  const given: readonly Args[] = order === undefined ? [] : [order].flat();
  const named = new Set(given.flatMap((each) => Object.keys(each)));
  const key = model.primaryKey.filter((name) => !named.has(name));
  return [...given, ...key.map((name) => ({ [name]: 'asc' }))];
}
