import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';

const RUNS = Number(process.env['RUNS'] ?? 200);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('custom', at('schema.prisma'), {
    Tenant: { file: at('by-tier.ts'), export: 'default' },
    Device: { file: at('by-tier.ts'), export: 'byDevice' },
  });
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

type Call = readonly [model: string, method: string, args: Loose];

const key = fc.record({
  tier: fc.constantFrom('FREE', 'PAID'),
  number: fc.constantFrom(1n, 2n, 999n, 1000n, 2n ** 62n),
});
const call: fc.Arbitrary<Call> = fc
  .record({ key, id: fc.integer({ min: 1, max: 3 }), score: fc.integer({ min: 0, max: 9 }) })
  .chain(({ key: own, id, score }) => {
    const where = { tier_number: own };
    const user = { tenantTier: own.tier, tenantNumber: own.number };
    return fc.constantFrom<Call>(
      ['tenant', 'create', { data: { ...own, users: { create: [{ id, score }] } } }],
      [
        'tenant',
        'upsert',
        {
          where,
          create: own,
          update: { name: `n${score}` },
          include: { users: { orderBy: { id: 'asc' } } },
        },
      ],
      ['tenant', 'findUnique', { where, include: { users: { orderBy: { id: 'asc' } } } }],
      ['tenant', 'update', { where, data: { users: { create: { id: id + 3, score } } } }],
      ['tenant', 'findMany', { where: { ...own, users: { some: { score: { gte: score } } } } }],
      ['user', 'findMany', { where: user, orderBy: { id: 'asc' }, include: { tenant: true } }],
      ['user', 'create', { data: { ...user, id, score } }],
      ['user', 'updateMany', { where: user, data: { score: { increment: 1 } } }],
      ['user', 'aggregate', { where: user, _sum: { score: true }, _count: true }],
      ['user', 'deleteMany', { where: { ...user, id } }],
      ['user', 'createMany', { data: [{ ...user, id: id + 6 }], skipDuplicates: true }],
      ['tenant', 'delete', { where }],
    );
  });

test('any calls give what one database gives, and rows are where the function says', async () => {
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
  expect(answered.some).toBeGreaterThan(RUNS / 2);
  expect(answered.failed).toBeGreaterThan(0);
  const { db, oracle, names } = shards;
  for (const model of ['tenant', 'user']) {
    const asSet = (rows: readonly Loose[]) => rows.map((row) => inspect(row)).sort();
    expect(asSet(await db[model]?.onAllShards().findMany())).toEqual(
      asSet(await oracle[model]?.findMany()),
    );
  }
  const homes = await Promise.all(
    names.map(async (name) => (await db['tenant']?.onShard(name).findMany()) as Loose[]),
  );
  const shardOf = ({ tier, number }: Loose) =>
    tier === 'FREE' ? 'shard_1' : number < 1000n ? 'shard_2' : 'shard_4';
  for (const [i, rows] of homes.entries()) {
    expect(rows.filter((row) => shardOf(row) !== names[i])).toEqual([]);
  }
}, 120_000);

test('rows of one call go to several shards, and generated keys are asked about too', async () => {
  const { db } = shards;
  const made = await db['device']?.createManyAndReturn({
    data: Array.from({ length: 20 }, () => ({})),
  });
  for (const { id } of made) {
    expect(
      await db['device']?.onShard(db['device'].route({ id }).shard).count({ where: { id } }),
    ).toBe(1);
  }
  expect(
    new Set(made.map(({ id }: Loose) => db['device']?.route({ id }).shard)).size,
  ).toBeGreaterThan(1);
});

describe('a function that gives no shard', () => {
  const where = (number: bigint) => ({ where: { tier: 'FREE', number } });

  test.each([
    ['throws', 13n, 'SG3016', /"number" = 13: no tenant has the number 13/],
    ['names a shard that is not there', 14n, 'SG3017', /gives the string "shard_14"/],
  ])('because it %s is an error before anything is sent', async (_, number, code, message) => {
    const { db, virtual } = shards;
    virtual.queries.clear();
    const error = { code, message: expect.stringMatching(message) };
    await expect(db['tenant']?.findMany(where(number))).rejects.toMatchObject(error);
    await expect(
      db['tenant']?.createMany({
        data: [
          { tier: 'FREE', number: 1n },
          { tier: 'FREE', number },
        ],
      }),
    ).rejects.toMatchObject(error);
    expect(() => db['tenant']?.route({ tier: 'FREE', number })).toThrow(message);
    expect(virtual.queries.statements).toEqual([]);
  });
});

test('a route says that the function named the shard', () => {
  expect(shards.db['user']?.route({ tenantTier: 'PAID', tenantNumber: 5 })).toEqual({
    kind: 'single',
    shard: 'shard_2',
    group: 'Tenant',
    key: { tenantTier: 'PAID', tenantNumber: 5n },
    epoch: 1,
    why: 'the strategy of group Tenant puts tenantTier = "PAID", tenantNumber = 5 on shard shard_2 in epoch 1.',
  });
});

test('among fewer shards each has one that stands for it', () =>
  shards.kit.withVirtualShards(2, async (db) => {
    const keys = [1n, 2000n].map((number) => ({ tier: 'PAID', number }));
    await db['tenant']?.createMany({ data: keys });
    expect(keys.map((one) => db['tenant']?.route(one).shard)).toEqual(['shard_2', 'shard_2']);
    expect(await db['tenant']?.findMany({ where: keys[1] })).toHaveLength(1);
  }));
