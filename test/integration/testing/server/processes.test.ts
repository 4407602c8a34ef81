import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { startLocalCluster } from '../../../../runtime/cluster/index.js';
import { openShardPlaces } from '../../../../runtime/testing/server/open-shard-places.js';
import { killServer } from '../../../../runtime/testing/server/separate/kill-server.js';
import { SHARED_SETTINGS } from '../../../../runtime/testing/server/shared-server.js';
import { noServerIn } from '../../cluster/cluster-folders.js';
import { serversIn } from '../../cluster/held-cluster.js';
import { rows } from './database-state.js';
import { type HeldPlaces, holdPlaces } from './held-places.js';
import { smallSchema } from './small-schema.js';
import { useTestFolders } from './test-folders.js';

const { folder } = useTestFolders();
const SHARED = { kind: 'shared' } as const;
const SEPARATE = { kind: 'separate' } as const;

const databaseOf = (url: string) => new URL(url).pathname.slice(1);
/** Databases of shards on the server that holds these places. */
async function shardDatabases(places: HeldPlaces): Promise<readonly string[]> {
  const found = await rows(
    (places.urls[0] ?? '').replace(/\/[^/]+$/, '/postgres'),
    `SELECT datname FROM pg_database WHERE datname LIKE 'shardgen\\_test\\_%' ORDER BY 1`,
  );
  return found.map(([name]) => String(name));
}

describe('the shared server', () => {
  test('is found by other processes, and ends after the last of them', async () => {
    const at = await folder();
    const [first, second] = await Promise.all([
      holdPlaces(at, SHARED, 2, smallSchema()),
      holdPlaces(at, SHARED, 1, smallSchema()),
    ]);
    const third = await holdPlaces(at, SHARED, 1, smallSchema());
    expect(new Set([...first.pids, ...second.pids, ...third.pids]).size).toBe(1);
    const all = [...first.urls, ...second.urls, ...third.urls].map(databaseOf);
    expect(new Set(all).size).toBe(4);
    // The schema was new to both of the first: one template was made.
    const names = await shardDatabases(third);
    expect(names.filter((name) => name.includes('_template_'))).toHaveLength(1);
    expect(names).toEqual(expect.arrayContaining(all));
    expect(names).toHaveLength(5);
    expect(await first.ask('dispose')).toEqual({ disposed: true });
    expect(await shardDatabases(third)).toHaveLength(3);
    expect(await Promise.all([first.leave(), second.leave()])).toEqual([0, 0]);
    expect(await serversIn(at)).not.toEqual([]);
    expect(await third.leave()).toBe(0);
    await noServerIn(at);
  });

  test('loses what killed processes left, and nothing else', async () => {
    const at = await folder();
    const killed = await holdPlaces(at, SHARED, 2, smallSchema());
    const lives = await holdPlaces(at, SHARED, 1, smallSchema());
    // What cannot be dropped just so: prepared work in a database that takes no connections.
    const [url = ''] = killed.urls;
    const name = databaseOf(url);
    await rows(url, `BEGIN; CREATE TABLE t (); PREPARE TRANSACTION 'left'`);
    await rows(lives.urls[0] ?? '', `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await rows(lives.urls[0] ?? '', 'CREATE DATABASE shardgen_test_shard_of_somebody_else');
    await killed.kill();
    expect(await shardDatabases(lives)).toEqual(
      expect.arrayContaining(killed.urls.map(databaseOf)),
    );
    const next = await holdPlaces(at, SHARED, 1, smallSchema());
    const left = (await shardDatabases(next)).filter((one) => !one.includes('_template_'));
    expect(left.sort()).toEqual(
      [
        ...lives.urls.map(databaseOf),
        ...next.urls.map(databaseOf),
        'shardgen_test_shard_of_somebody_else',
      ].sort(),
    );
    await Promise.all([lives.leave(), next.leave()]);
    await noServerIn(at);
  });

  test('is made anew when its data is broken', async () => {
    const at = await folder();
    const first = await holdPlaces(at, SHARED, 1, smallSchema());
    await first.leave();
    await noServerIn(at);
    await rm(path.join(at, 'data', 'pg_xact'), { recursive: true });
    await writeFile(path.join(at, 'data', 'global', 'pg_control'), 'broken');
    const again = await Promise.all([1, 2].map(() => holdPlaces(at, SHARED, 1, smallSchema())));
    for (const places of again) {
      expect(places.error).toBeUndefined();
      expect(await rows(places.urls[0] ?? '', 'SELECT count(*)::int FROM "Note"')).toEqual([[0]]);
    }
    expect(await Promise.all(again.map((places) => places.leave()))).toEqual([0, 0]);
    await noServerIn(at);
  });
});

test('a shared server that died is replaced by a new one in the same process', async () => {
  const at = await folder();
  vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', at);
  const open = () => openShardPlaces({ count: 1, schema: smallSchema(), servers: SHARED });
  const before = await open();
  await killServer(before.places[0]?.pid ?? 0);
  const after = await open();
  expect(await rows(after.places[0]?.url ?? '', 'SELECT * FROM "Note"')).toEqual([]);
  expect(after.places[0]?.pid).not.toBe(before.places[0]?.pid);
  await Promise.all([before.dispose(), after.dispose()]);
  // Nobody else is at it, and this process would hold it until the end of the test file.
  const cluster = await startLocalCluster({ directory: at, settings: SHARED_SETTINGS });
  await cluster.stop({ force: true });
});

describe('servers of one shard', () => {
  const serverFolders = (at: string) => readdir(path.join(at, 'servers'));

  test('are different processes, and go with their folders', async () => {
    const at = await folder();
    const places = await holdPlaces(at, SEPARATE, 3, smallSchema());
    expect(new Set(places.pids).size).toBe(3);
    expect(await serverFolders(at)).toHaveLength(3);
    await places.ask('dispose');
    expect(await serversIn(at)).toEqual([]);
    expect(await serverFolders(at)).toEqual([]);
    expect(await places.leave()).toBe(0);
  });

  test.runIf(process.platform === 'linux')('leave no shared memory, even when killed', async () => {
    vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', await folder());
    const places = await openShardPlaces({ count: 1, schema: smallSchema(), servers: SEPARATE });
    const [place] = places.places;
    const pid = String(place?.pid);
    const segments = async () =>
      (await readFile('/proc/sysvipc/shm', 'utf8'))
        .split('\n')
        .filter((line) => line.trim().split(/\s+/)[4] === pid);
    await place?.crash();
    expect(await segments()).toHaveLength(1);
    await places.dispose();
    expect(await segments()).toEqual([]);
  });

  test('start again after somebody else killed them', async () => {
    vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', await folder());
    const places = await openShardPlaces({ count: 1, schema: smallSchema(), servers: SEPARATE });
    const [place] = places.places;
    const url = place?.url ?? '';
    await rows(url, `INSERT INTO "Note" (text) VALUES ('kept')`);
    const pid = place?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(place?.pid).toBeUndefined(), { timeout: 8000 });
    await Promise.all([place?.start(), place?.start()]);
    expect(place?.pid).not.toBe(pid);
    expect(await rows(url, 'SELECT text FROM "Note"')).toEqual([['kept']]);
    await places.dispose();
  });

  test('end with a process that just ends, and their folders go with the next', async () => {
    const at = await folder();
    const left = await holdPlaces(at, SEPARATE, 2, smallSchema());
    expect(await left.leave()).toBe(0);
    const killed = await holdPlaces(at, SEPARATE, 1, smallSchema());
    expect(await serverFolders(at)).toHaveLength(1);
    await killed.kill();
    await noServerIn(at);
    const next = await holdPlaces(at, SHARED, 1, smallSchema());
    expect(await serverFolders(at)).toEqual([]);
    expect(await next.leave()).toBe(0);
    await noServerIn(at);
  });

  test('of two processes with the same new schema share one prototype', async () => {
    const at = await folder();
    const held = await Promise.all(
      [1, 2].map(() => holdPlaces(at, SEPARATE, 1, smallSchema('Shared'))),
    );
    for (const places of held) {
      expect(await rows(places.urls[0] ?? '', 'SELECT * FROM "Shared"')).toEqual([]);
    }
    const [version = ''] = await readdir(path.join(at, 'prototypes'));
    expect(await readdir(path.join(at, 'prototypes', version))).toHaveLength(2); // and `base`
    await Promise.all(held.map((places) => places.leave()));
    await vi.waitFor(() => noServerIn(at));
  });
});
