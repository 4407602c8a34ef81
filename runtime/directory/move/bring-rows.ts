import {
  foreignKeysInACircle,
  rowsDiffer,
  rowsRefused,
  strangersRefer,
  tablesDiffer,
} from '../../errors/move-errors.js';
import { isConnectionFailure } from '../../executor/prisma/is-connection-failure.js';
import { sqlStateOf } from '../../executor/sql-state.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { bringCounters, checksumOf, copyRefusals, copyRows, deleteRows } from './copy-rows.js';
import { enterFence, type FencedKey } from './fence.js';
import { type MovedTable, readTables } from './moved-table.js';
import type { ShardSide } from './shard-side.js';
import type { SqlSession } from './sql-session.js';

/** The same tables on both shards, parents before children. */
export interface TablePair {
  readonly from: MovedTable;
  readonly to: MovedTable;
}

/**
 * The tables of a group on both shards.
 *
 * @throws ShardgenError SG3425, SG3426, SG3433, SG3435, SG5001.
 */
export async function pairTables(
  source: ShardSide,
  target: ShardSide,
  plans: readonly ModelPlan[],
): Promise<readonly TablePair[]> {
  const there = await source.transaction((session) => readTables(session, plans));
  const here = await target.transaction((session) => readTables(session, plans));
  const both = [
    [source, there],
    [target, here],
  ] as const;
  for (const [{ name }, { circle }] of both) {
    if (circle.length > 0) throw foreignKeysInACircle(name, circle);
  }
  const pairs = here.tables.map((to) => {
    const from = there.tables.find(({ name }) => name === to.name);
    const what = from === undefined ? `${to.name} is not on both` : difference(from, to);
    if (from === undefined || what !== undefined) {
      throw tablesDiffer(source.name, target.name, what ?? '');
    }
    return { from, to };
  });
  for (const [{ name }, { strangers }] of both) {
    if (strangers.length > 0) throw strangersRefer(name, strangers);
  }
  return pairs;
}

function difference(from: MovedTable, to: MovedTable): string | undefined {
  const missing = [from, to].find(({ columns }) => columns.length === 0);
  if (missing !== undefined) return `${missing.name} is not on both`;
  const written = (table: MovedTable) => table.columns.map(({ name, type }) => `${name} ${type}`);
  const [ours, theirs] = [written(from), written(to)];
  const alone =
    ours.find((column) => !theirs.includes(column)) ??
    theirs.find((column) => !ours.includes(column));
  return alone === undefined ? undefined : `${from.name} does not have ${alone} on both`;
}

/**
 * Brings the rows of a key to the target, in one transaction there. What an earlier attempt has left goes.
 *
 * @throws ShardgenError SG3428, SG3429, SG3430, SG3433, SG5001.
 */
export async function bringRows(
  source: ShardSide,
  target: ShardSide,
  pairs: readonly TablePair[],
  key: FencedKey,
): Promise<void> {
  await inBoth(source, target, async (from, to) => {
    await enterFence(to, key);
    const tables = pairs.map((pair) => pair.to);
    await deleteRows(to, tables, key.values);
    for (const pair of pairs) await bringTable(from, to, pair, key.values, target.name);
    for (const pair of pairs) {
      const there = await checksumOf(from, pair.from, key.values);
      const here = await checksumOf(to, pair.to, key.values);
      if (there.rows !== here.rows || there.sum !== here.sum) {
        throw rowsDiffer(pair.to.name, source.name, target.name);
      }
    }
    for (const table of tables) await bringCounters(to, table, key.values);
    await copyRefusals(from, to);
  });
}

/** In the order of the shards: moves in both directions never wait for each other's connections. */
function inBoth(
  source: ShardSide,
  target: ShardSide,
  work: (from: SqlSession, to: SqlSession) => Promise<void>,
): Promise<void> {
  return source.index < target.index
    ? source.transaction((from) => target.transaction((to) => work(from, to)))
    : target.transaction((to) => source.transaction((from) => work(from, to)));
}

async function bringTable(
  from: SqlSession,
  to: SqlSession,
  pair: TablePair,
  key: readonly string[],
  target: string,
): Promise<void> {
  try {
    await copyRows(from, to, pair.from, pair.to, key);
  } catch (error) {
    if (isConnectionFailure(error) || sqlStateOf(error) === undefined) throw error;
    throw rowsRefused(target, pair.to.name, error);
  }
}

/** Takes the rows of a key from a shard where they do not count; answers how many there were. */
export async function purgeRows(
  shard: ShardSide,
  plans: readonly ModelPlan[],
  key: FencedKey,
): Promise<number> {
  return shard.transaction(async (session) => {
    await enterFence(session, key);
    const { tables } = await readTables(session, plans);
    return deleteRows(session, tables, key.values);
  });
}
