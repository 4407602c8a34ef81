import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createShardRuntime } from '../../../../runtime/index.js';
import type { VirtualShard } from '../../../../runtime/testing/index.js';
import { expectNothingSent } from '../../../support/expect-nothing-sent.js';
import type { Loose } from '../../../support/generated-shards.js';
import { manifest } from '../../../unit/runtime/fixture/manifest.js';
import { type FixtureShards, startFixtureShards } from '../../runtime/fixture/fixture-shards.js';
import { type LooseRepository, repositoryOf } from '../../runtime/fixture/repository.js';

const IDS = Array.from({ length: 30 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

let shards: FixtureShards;
let users: LooseRepository;
/** Without its types, as JavaScript calls it. */
let all: Loose;

beforeAll(async () => {
  shards = await startFixtureShards('scatter-writes-failing-shard');
  users = shards.repository('User');
  all = users.onAllShards();
});
afterAll(() => shards.stop());
beforeEach(() => shards.virtual.reset());

const rows = IDS.map((id) => ({ id, email: `u${id}` }));
const shardOf = (id: bigint): string => users.route({ id }).shard;
const idsOf = (shard: string) => IDS.filter((id) => shardOf(id) === shard);
const writtenWithout = (failed: string) =>
  NAMES.filter((name) => name !== failed).map((shard) => ({ shard, count: idsOf(shard).length }));

/** A fault, what is said of its shard, the cause, and whether the shard's part has happened. */
type Fault = readonly [
  fail: (shard: VirtualShard) => Promise<void>,
  state: 'failed' | 'unknown',
  code: string,
  happened: boolean,
];

const FAULTS: Readonly<Record<string, Fault>> = {
  'refuses the statement': [
    (shard) => shard.failNext({ on: 'write', with: '40001' }),
    'failed',
    'P2034',
    false,
  ],
  'raises an error of a trigger': [
    (shard) => shard.failNext({ on: 'write', with: { code: 'P0001', message: 'no' } }),
    'failed',
    'P2039',
    false,
  ],
  'loses the request': [
    (shard) => shard.failNext({ on: 'write', with: 'connection lost' }),
    'unknown',
    'SG5001',
    false,
  ],
  'loses its answer': [(shard) => shard.dropReply({ on: 'write' }), 'unknown', 'SG5001', true],
  'is down': [(shard) => shard.down(), 'failed', 'SG5001', false],
};

describe.each(Object.entries(FAULTS))('when a shard %s', (_, [fail, state, code, happened]) => {
  const partial = (call: string) => ({
    name: 'PartialWriteError',
    code: 'SG5003',
    message: expect.stringContaining(`SG5003: User.${call}(): `),
    written: writtenWithout('shard_2'),
    failures: [{ shard: 'shard_2', state, cause: { code } }],
    cause: { code },
  });

  test('updateMany says what each shard has done, and nothing is repeated', async () => {
    await users.call('createMany', { data: rows });
    await fail(shards.virtual.shard('shard_2'));
    shards.virtual.queries.clear();
    await expect(all.updateMany({ data: { name: 'new' } })).rejects.toMatchObject(
      partial('onAllShards().updateMany'),
    );
    const sent = shards.virtual.queries.statements.filter(({ kind }) => kind === 'write');
    expect(sent.length).toBeLessThanOrEqual(NAMES.length);
    await shards.virtual.shard('shard_2').restore();
    for (const shard of NAMES) {
      const changed = shard !== 'shard_2' || happened;
      const found = await users.onShard(shard).count({ where: { name: 'new' } });
      expect([shard, found]).toEqual([shard, changed ? idsOf(shard).length : 0]);
    }
  });

  test('deleteMany says what each shard has done', async () => {
    await users.call('createMany', { data: rows });
    await fail(shards.virtual.shard('shard_2'));
    await expect(all.deleteMany()).rejects.toMatchObject(partial('onAllShards().deleteMany'));
    await shards.virtual.shard('shard_2').restore();
    expect(await users.onAllShards().count()).toBe(happened ? 0 : idsOf('shard_2').length);
  });

  test('createMany says what each shard has done', async () => {
    await fail(shards.virtual.shard('shard_2'));
    await expect(users.call('createMany', { data: rows })).rejects.toMatchObject(
      partial('createMany'),
    );
    await shards.virtual.shard('shard_2').restore();
    expect(await users.onShard('shard_2').count()).toBe(happened ? idsOf('shard_2').length : 0);
  });
});

test('a shard that does not answer in time may have written', async () => {
  await users.call('createMany', { data: rows });
  const urls = NAMES.map((name, i) => [name, shards.urls[i] ?? '']);
  const runtime = createShardRuntime({
    manifest,
    PrismaClient: shards.PrismaClient,
    // Long enough for new connections on a busy machine.
    options: { deadlineMs: 5_000, shards: Object.fromEntries(urls) },
  });
  const impatient: Loose = repositoryOf(runtime, 'User').onAllShards();
  // So that all connections are there.
  await impatient.count();
  const transaction = await shards.runtime.executor.begin(NAMES.indexOf('shard_3'));
  await transaction.sql({ text: 'UPDATE "User" SET name = $1', values: ['held'] });
  await expect(impatient.updateMany({ data: { name: 'new' } })).rejects.toMatchObject({
    code: 'SG5003',
    message: expect.stringContaining('"shard_3", which may have written its part: SG5004'),
    fix: expect.stringContaining('look at their rows before you repeat it'),
    written: writtenWithout('shard_3'),
    failures: [{ shard: 'shard_3', state: 'unknown', cause: { code: 'SG5004' } }],
  });
  await transaction.sql({ text: 'ROLLBACK', values: [] });
  await transaction.release();
  await runtime.disconnect();
});

test('each shard’s part is atomic: a unique value that two of its rows would get changes none', async () => {
  const [single = 0n] = idsOf('shard_1');
  const others = IDS.filter((id) => shardOf(id) !== 'shard_1');
  await users.call('createMany', {
    data: rows.filter(({ id }) => [single, ...others].includes(id)),
  });
  await expect(all.updateMany({ data: { email: 'same' } })).rejects.toMatchObject({
    code: 'SG5003',
    written: [{ shard: 'shard_1', count: 1 }],
    failures: ['shard_2', 'shard_3', 'shard_4'].map((shard) => ({
      ...{ shard, state: 'failed' },
      cause: { code: 'P2002' },
    })),
  });
  expect(await users.onAllShards().count({ where: { email: 'same' } })).toBe(1);
});

describe('what is refused before anything is sent', () => {
  test.each([
    ['updateMany', { data: { id: 5n } }, 'SG3005'],
    ['updateMany', { data: { id: { set: 5n } } }, 'SG3005'],
    ['updateMany', { data: 7 }, 'SG3010'],
    ['updateMany', { data: { name: 'x' }, limit: 3 }, 'SG3071'],
    ['deleteMany', { limit: 0 }, 'SG3071'],
    ['deleteMany', 'everything', 'SG3010'],
    ['updateMany', null, 'SG3010'],
  ])('%s(%o)', async (method, args, code) => {
    shards.virtual.queries.clear();
    await expect(all[method](args)).rejects.toMatchObject({ code });
    expectNothingSent(shards.virtual.queries);
  });

  test('what Prisma does not take, by every shard and with its words', async () => {
    await expect(all.updateMany({ data: { nope: 1 } })).rejects.toMatchObject({
      code: 'SG5003',
      written: [],
      failures: NAMES.map((shard) => ({
        ...{ shard, state: 'failed' },
        cause: { name: 'PrismaClientValidationError' },
      })),
    });
  });
});

test('a write is lazy, and happens once', async () => {
  await users.call('createMany', { data: rows });
  shards.virtual.queries.clear();
  const write = all.updateMany({ data: { name: 'new' } });
  await new Promise((done) => setImmediate(done));
  expectNothingSent(shards.virtual.queries);
  expect(await write).toEqual({ count: IDS.length });
  expect(await write).toEqual({ count: IDS.length });
  expect(shards.virtual.queries.statements.filter(({ kind }) => kind === 'write')).toHaveLength(4);
});
