import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';

const RUNS = Number(process.env['RUNS'] ?? 400);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  // Few entries are remembered, so that calls find some keys in the cache and ask about others.
  shards = await startGeneratedShards(
    'lookup',
    at('schema.prisma'),
    {},
    {
      directory: { cacheSize: 3 },
    },
  );
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** A call on a client, which may go on to a relation of its row. */
interface Call {
  readonly shown: string;
  readonly run: (client: Loose) => Promise<unknown>;
}

const call = (model: string, method: string, args: Loose, relation?: string): Call => ({
  shown: `${model}.${method}(${inspect(args, { depth: 9 })})${relation ? `.${relation}()` : ''}`,
  run: (client) => {
    const promise = client[model][method](args);
    return relation === undefined ? promise : promise[relation]();
  },
});

const TENANTS = ['acme', 'a/b', 'a\\/b', '', '\\', 'Ünï😀', "x'); DROP TABLE", 'null'];

const tenantCall = fc
  .record({
    tenantId: fc.constantFrom(...TENANTS),
    id: fc.integer({ min: 1, max: 3 }),
    score: fc.integer({ min: 0, max: 9 }),
  })
  .chain(({ tenantId, id, score }) => {
    const where = { id: tenantId };
    const own = { tenantId_id: { tenantId, id } };
    const order = { orderBy: { id: 'asc' } };
    return fc.constantFrom<Call>(
      call('tenant', 'create', { data: { ...where, projects: { create: [{ id, score }] } } }),
      call('tenant', 'create', { data: { ...where, name: `n${score}` } }, 'projects'),
      call('tenant', 'upsert', { where, create: where, update: { name: `n${score}` } }),
      call('tenant', 'upsert', { where, create: where, update: { name: 'up' } }, 'projects'),
      call('tenant', 'findUnique', { where, include: { projects: order } }),
      call('tenant', 'findUnique', { where }, 'projects'),
      call('tenant', 'findUniqueOrThrow', { where }),
      call('tenant', 'update', { where, data: { projects: { create: { id: id + 3, score } } } }),
      call('tenant', 'update', { where, data: { name: 'changed' } }, 'projects'),
      call('tenant', 'deleteMany', { where }),
      call('tenant', 'count', { where }),
      call('project', 'findMany', { where: { tenantId }, ...order, include: { tenant: true } }),
      call('project', 'findUnique', { where: own }, 'tenant'),
      call('project', 'create', { data: { tenantId, id, score } }),
      call('project', 'create', {
        data: { id, tenant: { connectOrCreate: { where, create: where } } },
      }),
      call('project', 'createMany', {
        data: [
          { tenantId, id: id + 6 },
          { tenantId, id: id + 9 },
        ],
        skipDuplicates: true,
      }),
      call('project', 'updateMany', { where: { tenantId }, data: { score: { increment: 1 } } }),
      call('project', 'aggregate', { where: { tenantId }, _sum: { score: true }, _count: true }),
      call('project', 'groupBy', {
        where: { tenantId },
        by: ['score'],
        _count: true,
        orderBy: { score: 'asc' },
      }),
      call('project', 'delete', { where: own }),
      call('task', 'create', { data: { tenantId, projectId: id, id: score } }),
      call('task', 'deleteMany', { where: { tenantId } }),
    );
  });

/** Pairs that a careless encoding would take for one key. */
const SITES = [
  ['EU', 'a/1', 1n],
  ['EU', 'a', 11n],
  ['EU', 'a/1/1', 1n],
  ['US', 'a\\', 1n],
  ['US', 'a\\\\', 1n],
  ['US', '', -1n],
] as const;

const siteCall = fc
  .record({ site: fc.constantFrom(...SITES), id: fc.integer({ min: 1, max: 3 }) })
  .chain(({ site: [region, code, number], id }) => {
    const site = { region, code, number };
    const where = { region_code_number: site };
    const own = { siteRegion: region, siteCode: code, siteNumber: number };
    return fc.constantFrom<Call>(
      call('site', 'upsert', { where, create: site, update: { note: `n${id}` } }),
      call('site', 'findUnique', { where, include: { pages: { orderBy: { id: 'asc' } } } }),
      call('page', 'create', { data: { ...own, id } }),
      call('page', 'findMany', { where: own, orderBy: { id: 'asc' } }),
      call('page', 'deleteMany', { where: { ...own, id } }),
    );
  });

test('any calls give what one database gives, and a row is where the directory says', async () => {
  const answered = { some: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 3, arbitrary: tenantCall }, siteCall), async (one) => {
      const [ours, theirs] = [
        await outcomeOf(() => one.run(shards.db)),
        await outcomeOf(() => one.run(shards.oracle)),
      ];
      const comparable = (outcome: typeof ours) =>
        outcome.ok ? { value: outcome.value } : { name: outcome.name, code: outcome.code };
      expect(comparable(ours), one.shown).toStrictEqual(comparable(theirs));
      answered[theirs.ok ? 'some' : 'failed'] += 1;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(answered.some).toBeGreaterThan(RUNS / 3);
  expect(answered.failed).toBeGreaterThan(0);
  const { db, oracle, names } = shards;
  const asSet = (rows: readonly Loose[]) => rows.map((row) => inspect(row)).sort();
  for (const model of ['tenant', 'project', 'task', 'site', 'page']) {
    expect(asSet(await db[model]?.onAllShards().findMany())).toEqual(
      asSet(await oracle[model]?.findMany()),
    );
  }
  const homes = new Set<string>();
  for (const name of names) {
    const tenant = db['tenant'] as Loose;
    for (const { id } of await tenant.onShard(name).findMany()) {
      expect(await tenant.route({ id })).toMatchObject({ placed: true, shard: name });
      homes.add(name);
    }
  }
  expect(homes.size).toBeGreaterThan(1);
}, 120_000);

test('several calls at once give what they give one after the other', async () => {
  const { db, oracle } = shards;
  const ids = Array.from({ length: 60 }, (_, i) => `t${i % 20}`);
  const write = (client: Loose) =>
    Promise.all(
      ids.map((id, i) =>
        outcomeOf(() => client.project.createMany({ data: [{ tenantId: id, id: i }] })),
      ),
    );
  const tenants = { data: ids.slice(0, 20).map((id) => ({ id })) };
  expect(await db['tenant']?.createMany(tenants)).toEqual(
    await oracle['tenant']?.createMany(tenants),
  );
  expect(await write(db)).toEqual(await write(oracle));
  const read = (client: Loose) =>
    Promise.all(ids.map((tenantId) => client.project.count({ where: { tenantId } })));
  expect(await read(db)).toEqual(await read(oracle));
});

test('rows of one call go to several shards, with one question for all of them', async () => {
  const { db } = shards;
  const made = await db['device']?.createManyAndReturn({
    data: Array.from({ length: 40 }, (_, port) => ({ port })),
  });
  expect(made.map(({ port }: Loose) => port)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  const homes = await Promise.all(
    made.map(async ({ id }: Loose) => {
      const route: Loose = await db['device']?.route({ id });
      expect(await db['device']?.onShard(route.shard).count({ where: { id } })).toBe(1);
      return route.shard;
    }),
  );
  expect(new Set(homes).size).toBeGreaterThan(1);
});

test('members of a batch join it, whether their keys are remembered or not', async () => {
  const { db, oracle } = shards;
  const onOneShard: string[] = [];
  for (let i = 0; onOneShard.length < 3; i++) {
    const route: Loose = await db['tenant']?.route({ id: `b${i}` });
    if (route.candidate === 'shard_1') onOneShard.push(`b${i}`);
  }
  const [first = '', second = '', third = ''] = onOneShard;
  const client: Loose = oracle;
  const rows = await client.$transaction([
    db['tenant']?.create({ data: { id: first } }),
    db['tenant']?.create({ data: { id: second } }),
    db['tenant']?.count({ where: { id: first } }),
  ]);
  expect(rows).toMatchObject([{ id: first }, { id: second }, 1]);
  const failing = client.$transaction([
    db['tenant']?.create({ data: { id: third } }),
    db['tenant']?.create({ data: { id: first } }),
  ]);
  await expect(failing).rejects.toMatchObject({ code: 'P2002' });
  expect(await db['tenant']?.count({ where: { id: third } })).toBe(0);
});
