import type { AskShard, Catalog } from '../../catalog/catalog.js';
import type { Call } from '../../errors/call.js';
import { type CompareValues, compareNumbers } from '../../merge/compare-values.js';
import { mergeSorted } from '../../merge/merge-sorted.js';
import type { Compare } from '../../merge/merge-until-empty.js';
import type { Fields } from '../../router/fields.js';
import { askedComparer, exactComparer } from './field-comparer.js';
import { type ReadValue, readerOf } from './sort-values.js';
import type { OrderTerm, TotalOrder } from './total-order.js';

/** Who is asked for what JavaScript does not know. */
export interface OrderScope {
  readonly call: Call;
  readonly catalog: Catalog;
  readonly ask: AskShard;
  /** Indexes of the shards whose rows are compared; at least one. */
  readonly shards: readonly number[];
  /** The names of all shards, in topology order. */
  readonly names: readonly string[];
}

/** A term while it is compared. */
interface Term {
  readonly term: OrderTerm;
  readonly read: ReadValue;
  /** Undefined while nobody has been asked. */
  compare: CompareValues | undefined;
}

/**
 * How rows of these lists compare, each of which is sorted and of one shard. A shard is asked only where
 * texts or enums have to be compared, and only for the values that these rows have.
 *
 * @throws ShardgenError SG3043, SG3044, SG3049, and what asking throws.
 */
export async function compareRows(
  scope: OrderScope,
  order: TotalOrder,
  lists: readonly (readonly Fields[])[],
): Promise<Compare<Fields>> {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length < 2) return () => 0;
  const terms = order.terms.map(
    (term): Term => ({
      term,
      read: readerOf(term),
      compare: term.value.kind === 'count' ? compareNumbers : exactComparer(term.value.scalar.kind),
    }),
  );
  for (;;) {
    const missing = firstMissing(terms, filled);
    if (missing === undefined) return (a, b) => compareBy(terms, a, b, () => undefined);
    missing.compare = await learn(scope, missing, filled);
  }
}

/** The first term that merging has to compare without knowing how; found out by merging. */
function firstMissing(
  terms: readonly Term[],
  lists: readonly (readonly Fields[])[],
): Term | undefined {
  if (terms.every(({ compare }) => compare !== undefined)) return undefined;
  let missing: Term | undefined;
  mergeSorted(lists, (a, b) =>
    compareBy(terms, a, b, (term) => {
      missing ??= term;
    }),
  );
  return missing;
}

function compareBy(
  terms: readonly Term[],
  a: Fields,
  b: Fields,
  lacks: (term: Term) => void,
): number {
  for (const term of terms) {
    const { descending, nullsFirst } = term.term;
    const x = term.read(a);
    const y = term.read(b);
    if (x === y) continue;
    if (x === null || x === undefined) return nullsFirst ? -1 : 1;
    if (y === null || y === undefined) return nullsFirst ? 1 : -1;
    if (term.compare === undefined) {
      lacks(term);
      return 0;
    }
    const order = term.compare(x, y);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

async function learn(
  scope: OrderScope,
  { read, term }: Term,
  lists: readonly (readonly Fields[])[],
): Promise<CompareValues> {
  if (term.value.kind === 'count') return compareNumbers;
  const values = new Set<string>();
  for (const rows of lists) {
    for (const row of rows) {
      const value = read(row);
      if (typeof value === 'string') values.add(value);
    }
  }
  return askedComparer({ ...scope, model: term.model, scalar: term.value.scalar }, values);
}
