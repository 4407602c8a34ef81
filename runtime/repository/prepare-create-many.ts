import { findShards, type Soon, soon } from '../directory/find-shard.js';
import { lazily } from '../executor/lazy-promise.js';
import { runOnShards } from '../executor/run-on-shards.js';
import { declareFailPoints } from '../fail-points/fail-point.js';
import {
  createManyIndexed,
  type PartOutcome,
  type PlacedRow,
} from '../global-index/indexed-create-many.js';
import { giveBucketIdsToRows, giveFreeIds } from '../ids/give-ids.js';
import type { KeyValue } from '../key/key-value.js';
import { rowsInInputOrder } from '../merge/rows-in-input-order.js';
import { writtenCount } from '../merge/written-count.js';
import { guardCopies } from '../reference/guard/guard-writes.js';
import { type Fields, ownValue } from '../router/fields.js';
import { fillGeneratedKeys } from '../router/fill-generated-keys.js';
import { keyFromData } from '../router/key-from-data.js';
import type { ModelPlan } from '../router/model-plan.js';
import { requireWritten } from '../scatter/require-written.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { argumentFields } from './locate-call.js';
import type { CallOrigin } from './shard-promise.js';

/** Of a list of rows that is split by shard. */
const POINTS = declareFailPoints('createMany', {
  split: 'the rows are split by shard, nothing is sent',
  answered: 'every shard has answered, the caller does not know',
});

type ManyMethod = 'createMany' | 'createManyAndReturn';

/** The rows of one shard, and where they stood in the caller's list. */
interface ShardRows {
  readonly rows: unknown[];
  readonly positions: number[];
}

/**
 * Prepares rows for their shards. Rows of one shard stay one call of Prisma; rows of several are split,
 * and each shard's part is atomic on its own.
 */
export function prepareCreateMany(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  args: unknown,
): Soon<CallOrigin> {
  const { ids } = runtime;
  return soon(giveFreeIds(ids, plan, method, args), (free) => {
    const fields = argumentFields(plan, method, free);
    const { rows, keys } = keyedRows(plan, method, ownValue(fields, 'data'));
    return soon(giveBucketIdsToRows(ids, plan, method, rows, keys), (ready) =>
      sendRows(runtime, plan, method, fields, ready, keys),
    );
  });
}

function sendRows(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  fields: Fields,
  rows: readonly unknown[],
  keys: readonly (readonly KeyValue[])[],
): Soon<CallOrigin> {
  const given = ownValue(fields, 'data');
  return soon(findShards(runtime, plan, keys, method), (shards) => {
    const key = undefined;
    if (plan.indexes.length > 0) {
      // Before a value is reserved for what would be refused.
      if (runtime.references !== undefined) guardCopies(plan, method, fields);
      const placed = rows.map((data, position) => ({
        data,
        key: keys[position] ?? [],
        shard: shards[position] ?? 0,
        position,
      }));
      const work = lazily(() => writeIndexedRows(runtime, plan, method, fields, placed));
      return { shard: undefined, key, work };
    }
    const parts = splitRows(rows, shards);
    const [first] = parts;
    if (first === undefined || parts.size === 1) {
      const shard = first?.[0] ?? 0;
      const data = Array.isArray(given) ? (first?.[1].rows ?? given) : first?.[1].rows[0];
      const operation = { model: plan.name, method, args: { ...fields, data } };
      return { shard, key, work: runtime.executor.prepare(shard, operation) };
    }
    const write = () => writeParts(runtime, plan, method, fields, parts);
    return { shard: undefined, key, work: lazily(write) };
  });
}

/** The rows with their shard keys, whose defaults are filled in. */
function keyedRows(plan: ModelPlan, method: ManyMethod, data: unknown) {
  const call = { model: plan.name, method };
  const list: readonly unknown[] = Array.isArray(data) ? data : [data];
  const rows: unknown[] = [];
  const keys: KeyValue[][] = [];
  for (const [position, given] of list.entries()) {
    const row = fillGeneratedKeys(plan, given);
    const place = Array.isArray(data) ? `data[${position}]` : 'data';
    keys.push(keyFromData(plan, call, row, place));
    rows.push(row);
  }
  return { rows, keys };
}

/** Rows by shard, in topology order; `shards` has one for each row. */
function splitRows(
  rows: readonly unknown[],
  shards: readonly number[],
): ReadonlyMap<number, ShardRows> {
  const parts = new Map<number, ShardRows>();
  for (const [position, shard] of shards.entries()) {
    const part = parts.get(shard) ?? { rows: [], positions: [] };
    parts.set(shard, part);
    part.rows.push(rows[position]);
    part.positions.push(position);
  }
  return new Map([...parts].sort(([a], [b]) => a - b));
}

async function writeParts(
  { executor, failPoints, router }: ShardRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  fields: Fields,
  parts: ReadonlyMap<number, ShardRows>,
): Promise<unknown> {
  const tasks = [...parts].map(([shard, { rows }]) => ({
    shard,
    operation: { model: plan.name, method, args: { ...fields, data: rows } },
  }));
  if (failPoints !== undefined) await failPoints.reach(POINTS.split);
  const outcomes = await runOnShards(executor, tasks);
  if (failPoints !== undefined) await failPoints.reach(POINTS.answered);
  const done = outcomes.map((outcome) => ({
    outcome,
    positions: parts.get(outcome.shard)?.positions ?? [],
  }));
  return joinOutcomes(router, plan, method, done);
}

/** The same for a model with global indexes, whose values are reserved first. */
async function writeIndexedRows(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  fields: Fields,
  rows: readonly PlacedRow[],
): Promise<unknown> {
  const done = await createManyIndexed(runtime, plan, method, fields, rows);
  const [only] = done;
  if (only !== undefined && done.length === 1 && !only.outcome.ok) throw only.outcome.error;
  return joinOutcomes(runtime.router, plan, method, done);
}

/** The answers of several shards as one. */
function joinOutcomes(
  { topology }: ShardRuntime['router'],
  plan: ModelPlan,
  method: ManyMethod,
  parts: readonly PartOutcome[],
): unknown {
  const outcomes = parts.map(({ outcome }) => outcome);
  requireWritten(topology.shards, { model: plan.name, method }, outcomes);
  if (method === 'createMany') {
    return {
      count: outcomes.reduce((sum, each) => sum + (each.ok ? writtenCount(each.value) : 0), 0),
    };
  }
  return rowsInInputOrder(
    parts.map(({ outcome, positions }) => ({
      rows: outcome.ok && Array.isArray(outcome.value) ? outcome.value : [],
      positions,
    })),
  );
}
