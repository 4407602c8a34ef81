import { directoryNamesUnknownShard } from '../../errors/directory-errors.js';
import { internalError } from '../../errors/internal-error.js';
import {
  keyHasNoPlace,
  movesElsewhere,
  overtaken,
  targetDrains,
} from '../../errors/move-errors.js';
import { encodeKey } from '../../key/encode-key.js';
import type { KeyValue } from '../../key/key-value.js';
import { describeKeys, namedKey } from '../../router/named-key.js';
import type { LookupPlan } from '../directory.js';
import { createDirectoryStore, type DirectoryStore } from '../directory-store.js';
import { checkLength } from '../key-length.js';
import { pairTables } from './bring-rows.js';
import { carryOut, giveUp, type OwnMove } from './carry-out.js';
import { createMoveLog, type MoveLog, type OpenMove } from './move-log.js';
import { type MoveRuntime, type MoveStep, POINTS, reach } from './move-runtime.js';
import { keyInDatabase } from './moved-table.js';
import { openShardSide, type ShardSide } from './shard-side.js';

/** What a move has done. */
export interface MoveReport {
  /** The root model. */
  readonly group: string;
  /** Where the key lives now. */
  readonly shard: string;
  /** Where it lived before; undefined when it was on the shard already. */
  readonly from: string | undefined;
  /** How many rows were moved, of all models of the group. */
  readonly rows: number;
}

/** A canonical key of a group, and the plan of its root. */
export interface KeyOfGroup {
  readonly plan: LookupPlan;
  readonly key: readonly KeyValue[];
}

interface Mover extends KeyOfGroup {
  readonly runtime: MoveRuntime;
  readonly log: MoveLog;
  readonly store: DirectoryStore;
  readonly text: string;
  readonly shown: string;
  readonly told: (step: MoveStep) => void;
}

const CALL = { model: '$directory', method: 'move' };
/** As often as other processes may begin or end moves of the key meanwhile. */
const LOOKS = 10;

function openMover(
  runtime: MoveRuntime,
  { key, plan }: KeyOfGroup,
  told: Mover['told'] = () => undefined,
): Mover {
  const { control } = runtime;
  if (control === undefined) throw internalError('there is a directory without a control database');
  const text = encodeKey(key);
  checkLength(CALL, plan, text);
  const shown = describeKeys(namedKey(plan, key));
  const [log, store] = [createMoveLog(control), createDirectoryStore(control)];
  return { runtime, log, store, key, plan, text, shown, told };
}

/**
 * Moves the rows of a key, or goes on with a move to the same shard that was broken off. What another move
 * has left on another shard is purged first.
 */
export async function moveKey(
  runtime: MoveRuntime,
  of: KeyOfGroup,
  to: string,
  told?: (step: MoveStep) => void,
): Promise<MoveReport> {
  const mover = openMover(runtime, of, told);
  const { log, plan, shown, text } = mover;
  const group = plan.group.name;
  for (let look = 1; look <= LOOKS; look++) {
    const open = await log.find(group, text);
    if (open === undefined) {
      const shard = await begin(mover, to);
      if (shard === to) return Object.freeze({ group, shard, from: undefined, rows: 0 });
      continue;
    }
    if (!open.switched && open.target !== to) {
      throw movesElsewhere({ group, key: shown }, open.target, to);
    }
    const move = await log.takeOver(open.id);
    if (move === undefined) continue; // it has just ended
    const { rows } = await carryOut(own(mover, move));
    if (move.target === to) return Object.freeze({ group, shard: to, from: move.source, rows });
  }
  throw overtaken({ group, key: shown });
}

/** Marks the entry; answers the shard where it was. */
async function begin(mover: Mover, to: string): Promise<string> {
  const { key, log, plan, runtime, shown, store, text } = mover;
  const { shards } = runtime.router.topology;
  const group = plan.group.name;
  const entry = await store.find(group, text);
  if (entry === undefined) throw keyHasNoPlace({ group, key: shown });
  const source = entry.shard;
  if (source === to) return source;
  if (plan.group.weights[shards.indexOf(to)] === 0) throw targetDrains({ group, key: shown }, to);
  // A mistake of the tables is found before anything begins.
  await pairTables(side(mover, source), side(mover, to), plansOf(mover));
  const values = key.map(String);
  // Where somebody was faster, the next look finds what has begun.
  if (await log.begin({ group, key: text, values, source, target: to })) {
    await reach(runtime, POINTS.marked);
  }
  return source;
}

/** Gives up a move that has not switched; false when there is none. */
export async function cancelMove(runtime: MoveRuntime, of: KeyOfGroup): Promise<boolean> {
  const mover = openMover(runtime, of);
  const open = await mover.log.find(of.plan.group.name, mover.text);
  if (open === undefined || open.switched) return false;
  const move = await mover.log.takeOver(open.id);
  if (move === undefined || move.switched) return false;
  await giveUp(own(mover, move));
  return true;
}

function side({ plan, runtime, shown }: Mover, shard: string): ShardSide {
  const { shards } = runtime.router.topology;
  const index = shards.indexOf(shard);
  if (index >= 0) return openShardSide(runtime, index);
  throw directoryNamesUnknownShard(CALL, plan.group.name, shown, shard, shards);
}

const plansOf = ({ plan, runtime }: Mover) =>
  runtime.router.plans().filter(({ group }) => group === plan.group);

function own(mover: Mover, move: OpenMove): OwnMove {
  const { key, log, plan, runtime, shown, told } = mover;
  return {
    runtime,
    log,
    move,
    told,
    source: side(mover, move.source),
    target: side(mover, move.target),
    plans: plansOf(mover),
    key: {
      group: plan.group.name,
      values: keyInDatabase(plan, key),
      move: move.id,
      attempt: move.attempt,
      shown,
    },
  };
}
