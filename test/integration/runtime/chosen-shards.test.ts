import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueryLog } from '../../../runtime/testing/index.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import type { LooseRepository, Row } from './fixture/repository.js';

const RUNS = Number(process.env['RUNS'] ?? 100);
const IDS = Array.from({ length: 30 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

let shards: FixtureShards;
let queries: QueryLog;
let users: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('chosen-shards');
  queries = shards.virtual.queries;
  users = shards.repository('User');
  const data = IDS.map((id) => ({ id, email: `u${id}`, name: id % 2n === 0n ? 'even' : null }));
  await users.call('createMany', { data });
});
afterAll(() => shards.stop());

const names = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 });
const where = fc.oneof(
  fc.constant(undefined),
  fc.constant({ name: null }),
  fc.bigInt({ min: 0n, max: 30n }).map((id) => ({ id: { lt: id } })),
  fc.bigInt({ min: 0n, max: 30n }).map((id) => ({ OR: [{ id }, { name: 'even' }] })),
);

describe('onShards', () => {
  test('reads the rows of these shards and asks no other, each once, in topology order', async () => {
    await fc.assert(
      fc.asyncProperty(names, where, async (chosen, filter) => {
        const args = filter && { where: filter };
        const each = NAMES.filter((name) => chosen.includes(name));
        const alone = await Promise.all(
          each.map((name) => users.onShard(name).findMany({ ...args, orderBy: { id: 'asc' } })),
        );
        queries.clear();
        const found: Row[] = await users.onShards(chosen).findMany(args);
        expect(queries.statements.map(({ shard }) => shard).sort()).toEqual(each);
        const home = found.map(({ id }) => NAMES.indexOf(users.route({ id }).shard));
        expect(home).toEqual([...home].sort());
        const byId = (rows: Row[]) => [...rows].sort((a, b) => Number(a.id - b.id));
        expect(byId(found)).toEqual(byId(alone.flat()));
        expect(await users.onShards(chosen).count(args)).toBe(found.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('of all names is onAllShards', async () => {
    const all = await users.onAllShards().findMany({ select: { id: true } });
    expect(await users.onShards([...NAMES].reverse()).findMany({ select: { id: true } })).toEqual(
      all,
    );
    expect(all).toHaveLength(IDS.length);
  });

  test('counts by field', async () => {
    const sums = await users.onShards(['shard_1', 'shard_3']).count({
      select: { _all: true, name: true },
    });
    const each = await Promise.all(
      ['shard_1', 'shard_3'].map((name) =>
        users.onShard(name).count({ select: { _all: true, name: true } }),
      ),
    );
    expect(sums).toEqual({ _all: each[0]._all + each[1]._all, name: each[0].name + each[1].name });
  });

  test('is lazy, and does not notice when its list is changed', async () => {
    queries.clear();
    const list = ['shard_2'];
    const count = users.onShards(list).count();
    list.push('shard_3');
    await new Promise((done) => setImmediate(done));
    expectNothingSent(queries);
    await count;
    expect(queries.shards).toEqual(['shard_2']);
  });

  test.each([
    ['an empty list', [], /SG3034.*onShards\(\).*an empty list/],
    ['no list', undefined, /SG3034.*are undefined/],
    ['one name', 'shard_1', /SG3034.*the string "shard_1"/],
    ['an unknown name', ['shard_1', 'shard_9'], /SG3009.*onShards\(\).*"shard_9".*\n.*"shard_1", /],
    ['something inherited', ['constructor'], /SG3009/],
    ['no name', [undefined], /SG3009.*named by undefined/],
  ])('refuses %s', (_, given, message) => {
    const open = () => users.onShards(given as string[]);
    expect(open).toThrow(message);
  });

  test.each([
    ['orderBy', 1, 'SG3042'],
    ['take', '1', 'SG3040'],
    ['take', 2 ** 31, 'SG3040'],
    ['skip', -1, 'SG3040'],
    ['cursor', 1, 'SG3040'],
    ['distinct', 1, 'SG3040'],
    ['distinct', ['nothing'], 'SG3040'],
  ])('refuses by name %s: %j', async (option, value, code) => {
    await shards.kit.assertNoQueries(() =>
      expect(users.onShards(['shard_1']).findMany({ [option]: value })).rejects.toMatchObject({
        code,
        message: expect.stringMatching(`User.onShards\\(\\).findMany\\(\\): \`${option}\``),
      }),
    );
  });

  test('names the shard that failed, and does not mind others', async () => {
    const shard = shards.virtual.shard('shard_2');
    await shard.down();
    await expect(users.onShards(['shard_1', 'shard_2']).count()).rejects.toMatchObject({
      code: 'SG5002',
      message: expect.stringContaining('User.onShards().count(): 1 of 2 shards failed'),
      failures: [{ shard: 'shard_2', cause: { code: 'SG5001' } }],
    });
    await users.onShards(['shard_1', 'shard_3']).count();
    await shard.restore();
    await users.onShards(['shard_1', 'shard_2']).count();
  });
});
