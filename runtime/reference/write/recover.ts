import { unknownLeader } from '../../errors/reference-errors.js';
import type { ShardTransaction } from '../../executor/supervisor.js';
import type { ReferenceParts } from '../reference-parts.js';
import { finishPrepared } from './finish-prepared.js';
import { PREFIX, type PreparedName, partName, readPreparedName } from './prepared-name.js';
import { ShardFault } from './shard-fault.js';
import { takeWriteLock } from './write-lock.js';

const LEFT = {
  text: `SELECT current_setting('max_prepared_transactions') AS most,
    ARRAY(SELECT gid FROM pg_prepared_xacts
      WHERE database = current_database() AND starts_with(gid, '${PREFIX}')) AS names`,
  values: [],
} as const;

const DECIDED = `SELECT EXISTS (SELECT FROM shardgen.reference_decision WHERE id = $1::uuid)::text AS decided`;

/** What a shard has prepared, of writers that have ended. */
interface Left {
  readonly shard: number;
  readonly prepares: boolean;
  readonly names: readonly string[];
}

/**
 * Ends what earlier writers have left prepared on the other shards: as their leader has decided, else in
 * nothing. The caller has the write lock, so none of them can still decide.
 *
 * @param asked holds, meanwhile, the shards that have not answered.
 * @returns the shards that cannot prepare anything.
 * @throws ShardFault, of SG3711 among others.
 */
export async function recover(
  parts: ReferenceParts,
  leader: ShardTransaction,
  asked: Set<number> = new Set(),
): Promise<readonly number[]> {
  const lists = await Promise.allSettled(
    parts.followers.map((shard) => leftOn(parts, shard, asked)),
  );
  const left = lists.map((list) => {
    if (list.status === 'rejected') throw list.reason;
    return list.value;
  });
  for (const { shard, names } of left) {
    for (const name of names) {
      await finishAsDecided(parts, leader, shard, name).catch((error: unknown) => {
        throw ShardFault.of(shard, error);
      });
    }
  }
  return left.flatMap(({ shard, prepares }) => (prepares ? [] : [shard]));
}

async function leftOn(
  { executor }: ReferenceParts,
  shard: number,
  asked: Set<number>,
): Promise<Left> {
  asked.add(shard);
  try {
    const [row] = await executor.sql(shard, LEFT);
    const names = row?.['names'];
    return {
      shard,
      prepares: row?.['most'] !== '0',
      names: Array.isArray(names) ? names.map(String) : [],
    };
  } catch (error) {
    throw ShardFault.of(shard, error);
  } finally {
    asked.delete(shard);
  }
}

async function finishAsDecided(
  parts: ReferenceParts,
  leader: ShardTransaction,
  shard: number,
  name: string,
): Promise<void> {
  const own = parts.shards[shard] ?? '';
  const prepared = readPreparedName(name);
  // Two shards may be schemas of one database.
  if (prepared === undefined || prepared.shard !== partName(own)) return;
  const decided = await isDecided(parts, leader, own, prepared);
  await finishPrepared(parts, shard, name, decided ? 'COMMIT' : 'ROLLBACK');
}

async function isDecided(
  { executor, leader: leading, shards }: ReferenceParts,
  leader: ShardTransaction,
  shard: string,
  { id, leader: decider }: PreparedName,
): Promise<boolean> {
  if (decider === partName(shards[leading] ?? '')) return hasRecord(leader, id);
  // Of a time with other shards, when another one sorted first.
  const other = shards.findIndex((name) => partName(name) === decider);
  if (other < 0) throw unknownLeader(shard, `${PREFIX}${id}`);
  const transaction = await executor.begin(other);
  try {
    await takeWriteLock(transaction, shards[other] ?? '');
    return await hasRecord(transaction, id);
  } finally {
    await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
    await transaction.release();
  }
}

async function hasRecord(leader: ShardTransaction, id: string): Promise<boolean> {
  const [row] = await leader.sql({ text: DECIDED, values: [id] });
  return row?.['decided'] === 'true';
}
