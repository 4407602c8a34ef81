import { amongBound, endBound, type FilterBound, holdersOf } from '../range/filter-bounds.js';
import { type Fields, isFields, isFilter, ownValue } from './fields.js';
import type { KeyFieldPlan, ModelPlan } from './model-plan.js';

const COMPARISONS = ['gt', 'gte', 'lt', 'lte'] as const;

/**
 * The shards that may hold rows which a filter matches, in topology order; undefined when all may.
 * Reads only what every matching row has to satisfy: the key itself and `AND`. Whatever else stands in
 * the filter makes it match fewer rows, never more. One shard is asked when none can have a row, so that
 * Prisma refuses what it does not take.
 */
export function shardsForFilter(plan: ModelPlan, where: unknown): readonly number[] | undefined {
  const { group } = plan;
  const [field] = plan.keyFields;
  if (group.strategy !== 'range' || field === undefined) return undefined;
  const bounds = [...boundsOf(field, where)];
  if (bounds.length === 0) return undefined;
  const holders = bounds.map((bound) => holdersOf(group, bound));
  const shards = new Set<number>();
  for (const piece of group.pieces) {
    if (piece.shard === undefined || shards.has(piece.shard)) continue;
    if (holders.every((holds) => holds(piece))) shards.add(piece.shard);
  }
  return shards.size === 0 ? [0] : [...shards].sort((a, b) => a - b);
}

function* boundsOf(field: KeyFieldPlan, where: unknown): Iterable<FilterBound> {
  if (!isFields(where)) return;
  yield* boundsOfKey(field, ownValue(where, field.name));
  const and = ownValue(where, 'AND');
  for (const each of Array.isArray(and) ? and : [and]) yield* boundsOf(field, each);
}

function* boundsOfKey(field: KeyFieldPlan, given: unknown): Iterable<FilterBound> {
  if (given === undefined) return;
  if (!isFilter(given)) {
    yield* known(amongBound(field, [given]));
    return;
  }
  if (!comparesExactly(given)) return;
  const equals = ownValue(given, 'equals');
  if (equals !== undefined) yield* known(amongBound(field, [equals]));
  const list = ownValue(given, 'in');
  if (Array.isArray(list)) yield* known(amongBound(field, list));
  for (const operator of COMPARISONS) {
    yield* known(endBound(field, operator, ownValue(given, operator)));
  }
}

/** Text may be compared in any letter case, which matches more keys than it names. */
function comparesExactly(filter: Fields): boolean {
  const { mode } = filter;
  return mode === undefined || mode === 'default';
}

const known = (bound: FilterBound | undefined) => (bound === undefined ? [] : [bound]);
