import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { withVirtualShards } from '../shards.js';

/** Where the ids 1 to 10 live, in every process, on every machine, for ever. */
const HOMES = {
  shard_1: [2n, 4n, 5n],
  shard_2: [3n, 7n, 9n],
  shard_3: [8n],
  shard_4: [1n, 6n, 10n],
} as const;

test('case 2: the ids 1 to 10 live where they always lived', () =>
  withVirtualShards(4, async (db, { names }) => {
    await db.user.createMany({
      data: Array.from({ length: 10 }, (_, index) => ({ id: index + 1, name: 'Ada' })),
    });
    for (const name of names) {
      const rows = await db.user.onShard(name).findMany({ orderBy: { id: 'asc' } });
      expect(rows.map(({ id }) => id)).toEqual(HOMES[name]);
    }
  }));

// This test file is one process; each of these is another, and another program.
test('case 2: other processes find the same shards', () =>
  Promise.all(
    Object.entries(HOMES).map(async ([shard, [id]]) => {
      const route = ['--no-install', 'shardgen', 'route', 'User', String(id), '--json'];
      const { stdout } = await promisify(execFile)('npx', route);
      expect(JSON.parse(stdout)).toMatchObject({ shard });
    }),
  ));
