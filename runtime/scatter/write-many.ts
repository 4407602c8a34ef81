import type { Call } from '../errors/call.js';
import { limitedWrite } from '../errors/write-errors.js';
import type { ShardOutcome } from '../executor/run-on-shards.js';
import { refuseManyValues } from '../global-index/claims-of-write.js';
import { writtenCount } from '../merge/written-count.js';
import { guardFields } from '../nested-writes/nested-write-guard.js';
import { type Fields, isFields } from '../router/fields.js';
import { deleteIndexed } from './delete-indexed.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { orNothing, requireWritten } from './require-written.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** How many rows all shards have written together. */
interface BatchPayload {
  readonly count: number;
}

/** @throws ShardgenError SG3005, SG3071, SG3602, SG3802. */
export function planUpdateMany({ call, plan }: PlannedCall, given: Fields | undefined): ReadPlan {
  refuseLimit(call, given);
  const data = given?.['data'];
  guardFields(call, plan, data, 'data');
  if (isFields(data)) refuseManyValues(call, plan, data, 'data');
  return { asks: 'updateMany', args: given, merge: [{ operator: 'sum' }], hiddenColumns: [] };
}

/** @throws ShardgenError SG3071. */
export function planDeleteMany({ call }: PlannedCall, given: Fields | undefined): ReadPlan {
  refuseLimit(call, given);
  return { asks: 'deleteMany', args: given, merge: [{ operator: 'sum' }], hiddenColumns: [] };
}

/**
 * Updates the matching rows of several shards: each shard's part is atomic, the whole is not.
 *
 * @throws ShardgenError SG3005, SG3071, SG3602, SG3802, SG5003, SG5006.
 */
export function updateMany(scope: ScatterScope, args: unknown): Promise<BatchPayload> {
  return scatterCall(scope, 'updateMany', args, async (scatter, given) => {
    planUpdateMany({ ...scope, call: scatter.call }, given);
    return written(scope, scatter, () => attempt(scatter, 'updateMany', given));
  });
}

/**
 * Deletes the matching rows of several shards: each shard's part is atomic, the whole is not.
 *
 * @throws ShardgenError SG3071, SG5003, SG5006.
 */
export function deleteMany(scope: ScatterScope, args: unknown): Promise<BatchPayload> {
  return scatterCall(scope, 'deleteMany', args, async (scatter, given) => {
    planDeleteMany({ ...scope, call: scatter.call }, given);
    return written(scope, scatter, () =>
      scope.plan.indexes.length > 0
        ? deleteIndexed(scope, scatter, given)
        : attempt(scatter, 'deleteMany', given),
    );
  });
}

function refuseLimit(call: Call, given: Fields | undefined): void {
  if (given?.['limit'] !== undefined) throw limitedWrite(call);
}

function attempt(
  { attempt: run, shards }: ScatterCall,
  method: 'updateMany' | 'deleteMany',
  args: Fields | undefined,
): Promise<readonly ShardOutcome[]> {
  return run(shards.map((shard) => ({ shard, method, args })));
}

/** Runs a write on its shards, and adds up what they wrote. */
async function written(
  { runtime }: ScatterScope,
  { call }: ScatterCall,
  write: () => Promise<readonly ShardOutcome[]>,
): Promise<BatchPayload> {
  const { shards } = runtime.router.topology;
  const outcomes = await orNothing(call, write);
  requireWritten(shards, call, outcomes);
  return {
    count: outcomes.reduce((sum, done) => sum + (done.ok ? writtenCount(done.value) : 0), 0),
  };
}
