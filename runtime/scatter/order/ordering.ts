import type { Compare } from '../../merge/merge-until-empty.js';
import type { Fields } from '../../router/fields.js';
import type { ShardRuntime } from '../../shard-runtime.js';
import type { ScatterCall } from '../scatter-call.js';
import { enumOrder } from './field-order.js';
import { type Keyset, keysetFilter } from './keyset-filter.js';
import { compareRows, type OrderScope } from './row-comparer.js';
import { valuesReader } from './sort-values.js';
import type { OrderTerm, TotalOrder } from './total-order.js';

/** A total order while a call reads rows of several shards in it. The rows have their hidden columns. */
export interface Ordering {
  /**
   * How the rows of these lists compare, each of which is sorted and of one shard. May ask a shard.
   *
   * @throws ShardgenError SG3043, SG3044, SG3049, SG5002.
   */
  comparing(lists: readonly (readonly Fields[])[]): Promise<Compare<Fields>>;
  /** What the order compares of a row. */
  valuesOf(row: Fields): readonly unknown[];
  /**
   * The rows behind those that have these values. The order has no term that is `unfilterable`, and the
   * values have no number that `holdsNoNumber` finds.
   *
   * @throws ShardgenError SG3044, SG5002.
   */
  behind(
    values: readonly unknown[],
    more?: { readonly inclusive?: boolean; readonly asPrisma?: boolean },
  ): Promise<Keyset>;
}

/** `shards` are those whose rows are compared: without those that did not answer. */
export function createOrdering(
  { catalog, router }: Pick<ShardRuntime, 'catalog' | 'router'>,
  { call, sql }: Pick<ScatterCall, 'call' | 'sql'>,
  shards: readonly number[],
  order: TotalOrder,
): Ordering {
  const { shards: names } = router.topology;
  const scope: OrderScope = { call, catalog, ask: sql, shards, names };
  return Object.freeze({
    comparing: (lists: readonly (readonly Fields[])[]) => compareRows(scope, order, lists),
    valuesOf: valuesReader(order),
    async behind(values: readonly unknown[], more = {}) {
      const enums = await enumsOf(scope, order);
      const places = (term: OrderTerm) => enums.get(term) ?? new Map<string, number>();
      return keysetFilter(order, values, { inclusive: false, ...more, enums: places });
    },
  });
}

async function enumsOf(
  scope: OrderScope,
  { terms }: TotalOrder,
): Promise<ReadonlyMap<OrderTerm, ReadonlyMap<string, number>>> {
  const asked = terms.map(async (term) => {
    const { model, value } = term;
    if (value.kind === 'count' || value.scalar.kind !== 'enum') return [];
    const places = await enumOrder({ ...scope, model, scalar: value.scalar });
    return [[term, places] as const];
  });
  return new Map((await Promise.all(asked)).flat());
}
