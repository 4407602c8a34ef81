import { beforeAll, expect, test } from 'vitest';
import {
  createShardRuntime,
  type ShardRuntime,
  type ShardRuntimeOptions,
} from '../../../runtime/index.js';
import { createTestingKit } from '../../../runtime/testing/index.js';
import { manifest } from '../../unit/runtime/fixture/manifest.js';
import { FIXTURE_SCHEMA, fixtureClient } from '../runtime/fixture/fixture-client.js';

interface Client {
  readonly runtime: ShardRuntime;
  readonly $disconnect: () => Promise<void>;
}

let PrismaClient: Awaited<ReturnType<typeof fixtureClient>>;

beforeAll(async () => {
  PrismaClient = await fixtureClient('virtual-control');
});

const kitFor = (needs: object) =>
  createTestingKit({
    createShards: (options: ShardRuntimeOptions): Client => {
      const runtime = createShardRuntime({
        manifest: { ...manifest, ...needs },
        PrismaClient,
        options,
      });
      return { runtime, $disconnect: () => runtime.disconnect() };
    },
    schema: FIXTURE_SCHEMA,
  });

const FEATURES = 'SELECT name FROM shardgen.features';

test('virtual shards have an installed control database where the schema needs one', async () => {
  await kitFor({ control: {} }).withVirtualShards(2, async ({ runtime }, virtual) => {
    const control = runtime.control;
    await control?.query('CREATE TABLE shardgen.notes (id integer)');
    await control?.query('INSERT INTO shardgen.notes VALUES (1)');
    const installed = await control?.query(FEATURES);
    await virtual.reset();
    expect(await control?.query('SELECT * FROM shardgen.notes')).toEqual([]);
    expect(await control?.query(FEATURES)).toEqual(installed);
    expect(virtual.queries.statements).toEqual([]);
  });
});

test('it can be down, and comes back', async () => {
  await kitFor({ control: { env: 'NOT_READ' } }).withVirtualShards(
    1,
    async ({ runtime }, virtual) => {
      expect(await runtime.control?.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await virtual.control?.down();
      await expect(runtime.control?.query('SELECT 1')).rejects.toMatchObject({ code: 'SG3401' });
      await virtual.control?.restore();
      expect(await runtime.control?.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await virtual.control?.down();
      await virtual.reset();
      expect(await runtime.control?.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
  );
});

test('virtual shards have none where the schema needs none', async () => {
  await kitFor({}).withVirtualShards(1, async ({ runtime }, virtual) => {
    expect(runtime.control).toBeUndefined();
    expect(virtual.control).toBeUndefined();
  });
});

test('nothing reaches it after the end', async () => {
  const virtual = await kitFor({ control: {} }).startVirtualShards(1);
  const { control } = virtual.db.runtime;
  await virtual.stop();
  await expect(control?.query('SELECT 1')).rejects.toMatchObject({ code: 'SG7009' });
});
