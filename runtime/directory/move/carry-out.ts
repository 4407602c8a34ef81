import { overtaken } from '../../errors/move-errors.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { ENTRY_LIFETIME_MS } from '../entry-cache.js';
import { bringRows, pairTables, purgeRows } from './bring-rows.js';
import { closeFence, type FencedKey, hasFences, openFence } from './fence.js';
import { fenceShard, letTransactionsEnd, pause } from './fence-shards.js';
import type { MoveLog, OpenMove } from './move-log.js';
import { type MoveRuntime, type MoveStep, POINTS, reach } from './move-runtime.js';
import type { MovedTable } from './moved-table.js';
import type { ShardSide } from './shard-side.js';

/** A move that this process has taken over. */
export interface OwnMove {
  readonly runtime: MoveRuntime;
  readonly log: MoveLog;
  readonly move: OpenMove;
  readonly source: ShardSide;
  readonly target: ShardSide;
  /** Of all models of the group. */
  readonly plans: readonly ModelPlan[];
  readonly key: FencedKey;
  readonly told: (step: MoveStep) => void;
}

/** How the rows got there. */
export interface CarriedOut {
  /** How many rows the source had. */
  readonly rows: number;
}

/** Does what is left to do of a move. Every step may be done twice, and by another process. */
export async function carryOut(own: OwnMove): Promise<CarriedOut> {
  const { key, log, move, plans, runtime, source, target, told } = own;
  if (!move.switched) {
    await bring(own);
    if ((await log.switchOver(move)) === undefined) throw overtaken(moved(own));
    await reach(runtime, POINTS.switched);
  }
  await target.transaction((session) => openFence(session, key));
  told({ step: 'switched' });
  // It is closed already, perhaps by an earlier attempt.
  await source.transaction((session) => closeFence(session, key));
  await reach(runtime, POINTS.opened);
  // A read that asked the directory before may be on its way to the source.
  await waitForReaders(own);
  told({ step: 'purging' });
  const rows = await purgeRows(source, plans, key);
  await reach(runtime, POINTS.purged);
  if (!(await log.end(move))) throw overtaken(moved(own));
  return { rows };
}

/** Until the rows are on both shards. What cannot be done is undone, so that the key can be written to. */
async function bring(own: OwnMove): Promise<void> {
  const { key, plans, runtime, source, target, told } = own;
  try {
    const pairs = await pairTables(source, target, plans);
    await waitForReaders(own);
    told({ step: 'fencing' });
    await fenceShard(
      target,
      key,
      pairs.map(({ to }) => to),
    );
    await fenceSource(
      own,
      pairs.map(({ from }) => from),
    );
    await letTransactionsEnd(source, patienceOf(runtime));
    await reach(runtime, POINTS.fenced);
    told({ step: 'copying' });
    await bringRows(source, target, pairs, key);
    await reach(runtime, POINTS.copied);
  } catch (error) {
    if (error instanceof ShardgenError && HOPELESS.has(error.code)) {
      // What went wrong first says more; the move may be run again, or given up by hand.
      await giveUp(own).catch(() => undefined);
    }
    throw error;
  }
}

/** Errors that the next attempt would meet again, or that may last. */
const HOPELESS: ReadonlySet<string> = new Set([
  'SG3425',
  'SG3426',
  'SG3427',
  'SG3428',
  'SG3429',
  'SG3433',
  'SG3435',
]);

/** Makes the key what it was before a move that has not switched. */
export async function giveUp(own: OwnMove): Promise<void> {
  const { key, log, move, plans, source, target } = own;
  // Where there are no fences nothing was copied, and nothing is refused.
  if (await target.transaction(hasFences)) {
    await target.transaction((session) => closeFence(session, key));
    await purgeRows(target, plans, key);
  }
  if (await source.transaction(hasFences)) {
    await source.transaction(async (session) => {
      // Also where it never was closed: an earlier attempt cannot close it any more.
      await closeFence(session, key);
      await openFence(session, key);
    });
  }
  if (!(await log.cancel(move))) throw overtaken(moved(own));
}

/** Closes the source, unless the move was taken over or given up meanwhile: then it is not ours to close. */
async function fenceSource(own: OwnMove, tables: readonly MovedTable[]): Promise<void> {
  const { key, log, move, runtime, source } = own;
  await fenceShard(source, key, tables);
  if ((await log.toWait(move, lifetimeOf(runtime))) === undefined) {
    await source.transaction((session) => openFence(session, key));
    throw overtaken(moved(own));
  }
}

const lifetimeOf = ({ entryLifetimeMs = ENTRY_LIFETIME_MS }: MoveRuntime) => entryLifetimeMs;

/** While a move waits for transactions, nobody can write to the key. Tests, whose entries live shorter, wait shorter. */
const patienceOf = (runtime: MoveRuntime) => Math.min(60_000, lifetimeOf(runtime) * 20);

/** More than enough for clocks that do not go alike. */
const SLACK = 1 / 60;

async function waitForReaders(own: OwnMove): Promise<void> {
  const { log, move, runtime, told } = own;
  const lifetime = lifetimeOf(runtime) * (1 + SLACK);
  for (let isFirst = true; ; isFirst = false) {
    const ms = await log.toWait(move, lifetime);
    if (ms === undefined) throw overtaken(moved(own));
    if (ms <= 0) return;
    if (isFirst) told({ step: 'waiting', ms });
    await pause(Math.ceil(ms));
  }
}

const moved = ({ key, move }: OwnMove) => ({ group: move.group, key: key.shown });
