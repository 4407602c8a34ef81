import { unknownLeader } from '../../errors/reference-errors.js';
import type { ShardTransaction } from '../../executor/supervisor.js';
import type { ReferenceParts } from '../reference-parts.js';
import { finishPrepared } from './finish-prepared.js';
import { PREFIX, partName, readPreparedName } from './prepared-name.js';
import { ShardFault } from './shard-fault.js';
import { takeWriteLock } from './write-lock.js';

const LEFT = {
  text: `SELECT current_setting('max_prepared_transactions') AS most,
    ARRAY(SELECT gid FROM pg_prepared_xacts
      WHERE database = current_database() AND starts_with(gid, '${PREFIX}')) AS names`,
  values: [],
} as const;

const DECIDED = `SELECT EXISTS (SELECT FROM shardgen.reference_decision WHERE id = $1::uuid)::text AS decided`;

/**
 * Ends what earlier writers have left prepared on the other shards: as their leader has decided, else in
 * nothing. The caller has the write lock, so none of them can still decide.
 *
 * @returns the shards that cannot prepare anything.
 * @throws ShardFault, of SG3711 among others.
 */
export async function recover(
  parts: ReferenceParts,
  leader: ShardTransaction,
): Promise<readonly number[]> {
  const outcomes = await Promise.allSettled(
    parts.followers.map((shard) => recoverShard(parts, leader, shard)),
  );
  return outcomes.flatMap((outcome, i) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    const shard = parts.followers[i];
    return outcome.value || shard === undefined ? [] : [shard];
  });
}

async function recoverShard(
  parts: ReferenceParts,
  leader: ShardTransaction,
  shard: number,
): Promise<boolean> {
  const name = parts.shards[shard] ?? '';
  try {
    const [row] = await parts.executor.sql(shard, LEFT);
    const left = row?.['names'];
    for (const text of Array.isArray(left) ? left : []) {
      const prepared = readPreparedName(String(text));
      // Two shards may be schemas of one database.
      if (prepared === undefined || prepared.shard !== partName(name)) continue;
      const decided = await isDecided(parts, leader, name, prepared.leader, prepared.id);
      await finishPrepared(parts, shard, String(text), decided ? 'COMMIT' : 'ROLLBACK');
    }
    return row?.['most'] !== '0';
  } catch (error) {
    throw ShardFault.of(shard, error);
  }
}

async function isDecided(
  parts: ReferenceParts,
  leader: ShardTransaction,
  shard: string,
  decider: string,
  id: string,
): Promise<boolean> {
  const { shards } = parts;
  if (decider === partName(shards[parts.leader] ?? '')) return hasRecord(leader, id);
  // Of a time with other shards, when another one sorted first.
  const other = shards.findIndex((name) => partName(name) === decider);
  if (other < 0) throw unknownLeader(shard, `${PREFIX}${id}`);
  const transaction = await parts.executor.begin(other);
  try {
    await takeWriteLock(transaction, shards[other] ?? '');
    return await hasRecord(transaction, id);
  } finally {
    await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
    await transaction.release();
  }
}

/** Whether the leader has decided that a write happens. */
export async function hasRecord(leader: ShardTransaction, id: string): Promise<boolean> {
  const [row] = await leader.sql({ text: DECIDED, values: [id] });
  return row?.['decided'] === 'true';
}
