import { isFields } from '../router/fields.js';
import { type Claim, sameValue } from './claim.js';
import {
  changesIndex,
  claimsOfCreate,
  claimsOfUpdate,
  refuseManyValues,
} from './claims-of-write.js';
import {
  type IndexRuntime,
  type IndexSession,
  MOST_ATTEMPTS,
  openIndexSession,
  POINTS,
} from './index-session.js';
import { type Change, planUpdate } from './plan-update.js';
import { presentClaims, presentRow, type RoutedWrite } from './present-rows.js';
import { isUnsettled, whenSettled } from './settle-nested.js';
import { codeOf, underToken } from './under-token.js';

/**
 * Runs a write to a model with global indexes: reserve first, row second, release last. Whatever happens
 * in between, a value belongs to one row at most, and a row with a value can be found by it.
 *
 * @throws ShardgenError SG3601 to SG3605, SG5001; Prisma's P2002 for a value that another row has.
 */
export async function writeIndexed(runtime: IndexRuntime, write: RoutedWrite): Promise<unknown> {
  const { method } = write;
  switch (method) {
    case 'create':
      return whenSettled(runtime, write, undefined, (settled) =>
        runChange(runtime, settled, { gains: gainsOfCreate(settled), losses: [] }),
      );
    case 'update':
      return whenSettled(runtime, write, write.args['where'], (settled) =>
        runUpdate(runtime, settled),
      );
    case 'upsert':
      return runUpsert(runtime, write);
    case 'delete':
    case 'deleteMany':
      return runChange(runtime, write, {
        gains: [],
        losses: await presentClaims(runtime, write, method === 'delete'),
      });
    case 'updateMany':
    case 'updateManyAndReturn': {
      const { data } = write.args;
      if (isFields(data)) refuseManyValues(callOf(write), write.plan, data, 'data');
      return run(runtime, write, undefined);
    }
    default:
      return run(runtime, write, undefined);
  }
}

/** Whether a write has something to do with global indexes; all others are Prisma's alone. */
export function touchesIndex(write: RoutedWrite): boolean {
  const { args, method, plan } = write;
  switch (method) {
    case 'create':
      return touchesInCreate(write, args['data']);
    case 'update':
      return touchesInUpdate(write, args['data']);
    case 'upsert':
      return touchesInCreate(write, args['create']) || touchesInUpdate(write, args['update']);
    case 'updateMany':
    case 'updateManyAndReturn':
      return touchesInUpdate(write, args['data']);
    case 'delete':
    case 'deleteMany':
      return plan.indexes.length > 0;
    default:
      return false;
  }
}

function touchesInCreate(write: RoutedWrite, data: unknown): boolean {
  if (!isFields(data)) return false;
  if (isUnsettled(write.plan, data)) return true;
  return gainsOfCreate({ ...write, args: { data } }).length > 0;
}

function touchesInUpdate(write: RoutedWrite, data: unknown): boolean {
  const { plan } = write;
  if (!isFields(data)) return false;
  if (changesIndex(plan, data) || isUnsettled(plan, data)) return true;
  const scope = { call: callOf(write), key: write.key };
  return claimsOfUpdate(scope, plan, data, {}, 'data').length > 0;
}

const callOf = ({ plan, method }: RoutedWrite) => ({ model: plan.name, method });

function gainsOfCreate(write: RoutedWrite): readonly Claim[] {
  const { args, key, plan } = write;
  const { data } = args;
  return isFields(data) ? claimsOfCreate({ call: callOf(write), key }, plan, data, 'data') : [];
}

/** Runs an update, again where another writer has changed what it was computed from. */
async function runUpdate(runtime: IndexRuntime, write: RoutedWrite): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const planned = await planUpdate(runtime, write);
    if (runtime.failPoints !== undefined) await runtime.failPoints.reach(POINTS.looked);
    try {
      return await runChange(runtime, { ...write, args: planned.args }, planned);
    } catch (error) {
      if (codeOf(error) !== 'P2025' || attempt >= MOST_ATTEMPTS) throw error;
      const now = await presentRow(runtime, write, write.args['where']);
      if (now === null || planned.holdsFor(now)) throw error;
    }
  }
}

/** As Prisma does it where the database has no upsert of its own: look, then update or create. */
async function runUpsert(runtime: IndexRuntime, write: RoutedWrite): Promise<unknown> {
  const { where, create, update, ...projection } = write.args;
  for (let attempt = 1; ; attempt++) {
    const row = await presentRow(runtime, write, where);
    const next: RoutedWrite =
      row === null
        ? { ...write, method: 'create', args: { ...projection, data: create } }
        : { ...write, method: 'update', args: { ...projection, where, data: update } };
    try {
      return await writeIndexed(runtime, next);
    } catch (error) {
      const overtaken = codeOf(error) === (row === null ? 'P2002' : 'P2025');
      if (!overtaken || attempt >= MOST_ATTEMPTS) throw error;
      // The row came or went meanwhile; else the error is about another row, or a nested one.
      const now = await presentRow(runtime, write, where);
      if ((now === null) === (row === null)) throw error;
    }
  }
}

/** Runs the write under a token that holds what it gains, then gives up what no row has any more. */
async function runChange(
  runtime: IndexRuntime,
  write: RoutedWrite,
  { gains, losses }: Change,
): Promise<unknown> {
  if (gains.length === 0 && losses.length === 0) return run(runtime, write, undefined);
  const call = callOf(write);
  const session = openIndexSession(runtime, call);
  const held = await session.holders(losses.filter(({ index }) => index.unique));
  const answer = await underToken(session, call, gains, (token) =>
    run(runtime, write, gains.length === 0 ? undefined : token),
  );
  await giveUp(session, losses, gains, held);
  return answer;
}

/** Gives up what no row has any more. A write that is done stays done, whatever happens here. */
export async function giveUp(
  session: IndexSession,
  losses: readonly Claim[],
  gains: readonly Claim[],
  held: Awaited<ReturnType<IndexSession['holders']>>,
): Promise<void> {
  const gone = losses.filter(
    (loss) => loss.index.unique && !gains.some((gain) => sameValue(gain, loss)),
  );
  if (gone.length === 0) return;
  try {
    await session.reach(POINTS.written);
    await session.giveUp(gone, held);
  } catch (error) {
    if (isStopped(error)) throw error;
    // The write is done, and that is the answer; what stays reserved is taken over or swept.
  }
}

/** A test stopped the call at a fail point. */
const isStopped = (error: unknown): boolean => codeOf(error) === 'SG7013';

async function run(
  { executor }: IndexRuntime,
  { args, method, plan, shard }: RoutedWrite,
  fence: string | undefined,
): Promise<unknown> {
  const operation = { model: plan.name, method, args };
  return executor.prepare(shard, fence === undefined ? operation : { ...operation, fence });
}
