import { cursorOnSeveralShards } from '../../errors/order-errors.js';
import type { Compare } from '../../merge/merge-until-empty.js';
import { type Fields, isFields } from '../../router/fields.js';
import { onlyHidden } from '../order/hidden-columns.js';
import { allOf, holdsNoNumber, type Keyset, unfilterable } from '../order/keyset-filter.js';
import { isOfOptionalRow } from '../order/null-terms.js';
import { createOrdering, type Ordering } from '../order/ordering.js';
import type { TotalOrder } from '../order/total-order.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { isFoundByDatabase, keptByPrisma } from './cursor-of-prisma.js';
import { sameIn } from './distinct-rows.js';
import type { SortedPlan } from './plan-rows.js';

/** Where the rows that a call wants begin. */
export interface Start {
  /** The row of the cursor; undefined without one. */
  readonly row: Fields | undefined;
  /** What a shard is asked for besides; undefined for nothing. */
  readonly where: Fields | undefined;
  /** No filter says what comes before the cursor, so that a shard's rows from its first on are needed. */
  readonly isUnbounded: boolean;
  /** Those of the rows in order among which Prisma looks for distinct ones. */
  before(rows: readonly Fields[], compare: Compare<Fields>): readonly Fields[];
  /** Those of them that count. */
  from(rows: readonly Fields[], compare: Compare<Fields>): readonly Fields[];
}

const FIRST: Start = Object.freeze({
  row: undefined,
  where: undefined,
  isUnbounded: false,
  before: (rows: readonly Fields[]) => rows,
  from: (rows: readonly Fields[]) => rows,
});

/**
 * Asks for the row that a cursor names. Rows count from there on; where Prisma itself looks for that row
 * among those that it has read, and it is not there, none does.
 *
 * @throws ShardgenError SG3044, SG3046, SG5002.
 */
export async function findCursor(
  scope: ScatterScope,
  asking: ScatterCall,
  { order, page }: SortedPlan,
): Promise<Start | 'nowhere'> {
  const { cursor, distinct } = page;
  if (cursor === undefined) return FIRST;
  const { plan, runtime } = scope;
  const identity = plan.primaryKey.map(({ name }) => name);
  const row = await cursorRow(scope, asking, cursor, order);
  if (row === undefined) return 'nowhere';
  const ordering = createOrdering(runtime, asking, asking.shards, order);
  const values = ordering.valuesOf(row);
  const isUnbounded = unfilterable(order) !== undefined || holdsNoNumber(values);
  const keyset: Keyset = isUnbounded
    ? { kind: 'all' }
    : await rowsBehind(ordering, values, order, distinct !== undefined);
  if (keyset.kind === 'none') return 'nowhere';
  const isDistinct = distinct !== undefined;
  const isFoundHere = isDistinct || !isFoundByDatabase(plan, order);
  const isNamed = (one: Fields) => sameIn(identity, one, row);
  return {
    row,
    where: keyset.kind === 'where' ? keyset.where : undefined,
    isUnbounded,
    before: (rows, compare) =>
      isUnbounded && isFoundHere ? keptByPrisma(rows, order, row, compare) : rows,
    from(rows, compare) {
      const at = rows.findIndex((one) => (isFoundHere ? isNamed(one) : compare(one, row) >= 0));
      return at < 0 ? [] : rows.slice(at);
    },
  };
}

/** The rows that count, and with `distinct` all among which Prisma looks for the first of each. */
async function rowsBehind(
  ordering: Ordering,
  values: readonly unknown[],
  { terms }: TotalOrder,
  isDistinct: boolean,
): Promise<Keyset> {
  const asPrisma = () => ordering.behind(values, { inclusive: true, asPrisma: true });
  if (isDistinct) return asPrisma();
  const behind = await ordering.behind(values, { inclusive: true });
  // Prisma does not find all of them.
  return terms.some(isOfOptionalRow) ? allOf([behind, await asPrisma()]) : behind;
}

async function cursorRow(
  { plan, runtime }: ScatterScope,
  asking: ScatterCall,
  cursor: Fields,
  { terms }: TotalOrder,
): Promise<Fields | undefined> {
  const identity = plan.primaryKey.map(({ name }) => name);
  const projection = onlyHidden(terms, identity);
  const answers = await asking.ask('findUnique', { where: cursor, ...projection });
  const found = answers.flatMap(({ shard, value }) =>
    isFields(value) ? [{ shard, row: value }] : [],
  );
  const [first, second] = found;
  if (second !== undefined) {
    const { shards } = runtime.router.topology;
    const named = found.map(({ shard }) => shards[shard] ?? '');
    throw cursorOnSeveralShards(asking.call, named);
  }
  return first?.row;
}
