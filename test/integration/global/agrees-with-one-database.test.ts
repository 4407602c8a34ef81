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

const RUNS = Number(process.env['RUNS'] ?? 300);
const HOME = 'shard_3';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

type Call = readonly [model: string, method: string, args: Loose];

const name = fc.constantFrom('free', 'team', 'Ünï', "o'neil");
const label = fc.constantFrom('sso', 'api', 'logs');
const currency = fc.constantFrom('EUR', 'USD');
const id = fc.integer({ min: 1, max: 5 });
const orderBy = { id: 'asc' };
const whole = { features: { orderBy }, prices: { orderBy: { currency: 'asc' } }, parent: true };

const plan = fc.record({ name, label, currency, id, other: name });

/** Every method, with relations, counters and unique fields: things that a sharded model may not have. */
const call: fc.Arbitrary<Call> = plan.chain(
  ({ name: own, label: of, currency: in_, id: n, other }) =>
    fc.constantFrom<Call>(
      [
        'plan',
        'create',
        {
          data: {
            name: own,
            features: { connectOrCreate: { where: { label: of }, create: { label: of } } },
            prices: { create: { currency: in_, amount: '9.90' } },
          },
          include: whole,
        },
      ],
      ['plan', 'createMany', { data: [{ name: own }, { name: other }], skipDuplicates: true }],
      [
        'plan',
        'createManyAndReturn',
        { data: [{ name: `${own}${n}` }, { name: `${other}${n + 1}` }] },
      ],
      ['plan', 'findUnique', { where: { name: own }, include: whole }],
      ['plan', 'findUniqueOrThrow', { where: { id: n }, select: { name: true, _count: true } }],
      ['plan', 'findFirst', { where: { features: { some: { label: of } } }, orderBy }],
      ['plan', 'findFirst', undefined],
      ['plan', 'findFirstOrThrow', { where: { prices: { none: { currency: in_ } } }, orderBy }],
      [
        'plan',
        'findMany',
        { where: { OR: [{ name: own }, { parent: { name: other } }] }, orderBy, include: whole },
      ],
      ['plan', 'findMany', { cursor: { name: own }, orderBy, take: 2 }],
      [
        'plan',
        'findMany',
        { orderBy: [{ prices: { _count: 'desc' } }, { id: 'asc' }], skip: 1, take: 3 },
      ],
      [
        'price',
        'findMany',
        { distinct: ['currency'], orderBy: [{ currency: 'asc' }, { planId: 'asc' }] },
      ],
      ['plan', 'update', { where: { name: own }, data: { parent: { connect: { name: other } } } }],
      [
        'plan',
        'update',
        { where: { id: n }, data: { id: n + 10, features: { set: [] } }, include: whole },
      ],
      ['price', 'updateMany', { data: { amount: { increment: 1 } } }],
      ['price', 'updateManyAndReturn', { where: { currency: in_ }, data: { amount: n } }],
      [
        'price',
        'upsert',
        {
          where: { planId_currency: { planId: n, currency: in_ } },
          create: { currency: in_, amount: 1, plan: { connect: { id: n } } },
          update: { amount: { multiply: 2 } },
          include: { plan: true },
        },
      ],
      ['plan', 'delete', { where: { name: own } }],
      ['feature', 'deleteMany', { where: { plans: { none: {} } } }],
      ['price', 'count', undefined],
      ['price', 'count', { where: { currency: in_ }, select: { _all: true, amount: true } }],
      ['price', 'aggregate', { _avg: { amount: true }, _max: { planId: true }, _count: true }],
      [
        'price',
        'groupBy',
        { by: ['currency'], _sum: { amount: true }, orderBy: { currency: 'asc' } },
      ],
      ['plan', 'findMany', { where: { nmae: own } }],
      ['plan', 'create', {}],
    ),
);

test('any calls give what one database gives, and ask the one shard', async () => {
  const answered = { some: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(call, async ([model, method, args]) => {
      const run = (client: Loose) => outcomeOf(() => client[model][method](args));
      const [ours, theirs] = [await run(shards.db), await run(shards.oracle)];
      const comparable = (outcome: typeof ours) =>
        outcome.ok ? { value: outcome.value } : { name: outcome.name, code: outcome.code };
      expect(comparable(ours), `${model}.${method}(${inspect(args, { depth: 9 })})`).toStrictEqual(
        comparable(theirs),
      );
      answered[theirs.ok ? 'some' : 'failed'] += 1;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(answered.some).toBeGreaterThan(RUNS / 3);
  expect(answered.failed).toBeGreaterThan(0);
  expect(shards.virtual.queries.shards).toEqual([HOME]);
}, 120_000);

test('calls are lazy, fluent, and can be part of a batch of their shard', async () => {
  const { db, oracle } = shards;
  for (const client of [db, oracle]) {
    await client['plan']?.create({
      data: { name: 'team', prices: { create: { currency: 'EUR', amount: 1 } } },
    });
  }
  const where = { planId_currency: { planId: 1, currency: 'EUR' } };
  const fluent = (client: Loose) => client.price.findUnique({ where }).plan();
  expect(await fluent(db)).toEqual(await fluent(oracle));
  const twice = (client: Loose) => client.price.findUnique({ where }).plan().parent().parent();
  expect(await twice(db)).toEqual(await twice(oracle));
  shards.virtual.queries.clear();
  void db['plan']?.deleteMany();
  expect(shards.virtual.queries.statements).toEqual([]);
  expect(await db['plan']?.count()).toBe(1);
});

test('nothing of a call stands where a relation would be', () => {
  const { db } = shards;
  const relations = ['features', 'prices', 'parent', 'children'];
  const call = db['plan']?.findFirst() as Loose;
  const names: string[] = [];
  for (const promise of [call, call.parent()]) {
    for (let part = promise; part !== Object.prototype; part = Object.getPrototypeOf(part)) {
      names.push(...Object.getOwnPropertyNames(part));
    }
  }
  // No field of a Prisma model begins with an underscore; these are out of reach in Prisma too.
  const taken = new Set(names.filter((one) => !one.startsWith('_') && !relations.includes(one)));
  expect([...taken].sort()).toEqual([
    'catch',
    'constructor',
    'finally',
    'requestTransaction',
    'then',
  ]);
});

test('finds of one moment are one statement', async () => {
  const { db, virtual } = shards;
  await db['plan']?.createMany({ data: ['a', 'b', 'c'].map((given) => ({ name: given })) });
  virtual.queries.clear();
  const found = await Promise.all(
    ['a', 'b', 'c'].map((given) => db['plan']?.findUnique({ where: { name: given } })),
  );
  expect(found.map((row) => row.name)).toEqual(['a', 'b', 'c']);
  expect(virtual.queries.statements).toHaveLength(1);
});

test('a route names the shard, and there is nothing to scatter', () => {
  const { plan, setting } = shards.db as Loose;
  expect(plan.route()).toEqual({
    kind: 'single',
    shard: HOME,
    group: 'Plan',
    key: {},
    epoch: 1,
    why: 'Plan is global: all its rows live on shard shard_3 in epoch 1.',
  });
  expect(setting.route().shard).toBe('shard_1');
  expect([plan.onShard, plan.onAllShards]).toEqual([undefined, undefined]);
});

test('its shard away is an error that names it, and no other model minds', async () => {
  const { db, virtual } = shards;
  await virtual.shard(HOME).down();
  await expect(db['plan']?.findMany()).rejects.toMatchObject({ code: 'SG5001', shard: HOME });
  await db['setting']?.create({ data: { key: 'a', value: { on: true } } });
  await virtual.shard(HOME).restore();
  expect(await db['plan']?.count()).toBe(0);
});

test('among other shards than the declared ones it has one of them', async () => {
  await shards.kit.withVirtualShards(2, async (db, { names, queries }) => {
    await db['plan']?.create({ data: { name: 'free' } });
    await db['setting']?.create({ data: { key: 'a' } });
    const { plan, setting } = db as Loose;
    expect(queries.shards).toEqual(
      names.filter((shard) => [plan, setting].some((one) => one.route().shard === shard)),
    );
    expect(await db['plan']?.count()).toBe(1);
  });
});
