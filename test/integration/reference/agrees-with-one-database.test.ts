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
import { expectEqualCopies, expectNothingPrepared } from './support/copies.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-agrees', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

type Call = readonly [model: string, method: string, args: Loose];

// Values that Prisma would make are given, since two calls make two of them.
const at = new Date('2024-01-01T00:00:00Z');
const times = { createdAt: at, updatedAt: at };
const uuid = (n: number) => `0b0e3d6e-4f0c-4a55-8f53-00000000000${n}`;
const code = fc.constantFrom('DE', 'FR', 'IT', 'ES');
const label = fc.constantFrom('eu', 'g7', "o'neil");
const id = fc.integer({ min: 1, max: 4 });
const byCode = { code: 'asc' };
const whole = { tags: { orderBy: { label: 'asc' } }, continent: { include: { parent: true } } };

const values = fc.record({ one: code, two: code, label, id, other: id });

/** Calls of reference models, and of others that filter, order and include by them. */
const call: fc.Arbitrary<Call> = values.chain(({ one, two, label: tag, id: n, other }) =>
  fc.constantFrom<Call>(
    [
      'country',
      'create',
      {
        data: {
          code: one,
          name: one,
          ...times,
          continent: { connectOrCreate: { where: { id: n }, create: { id: n, name: `c${n}` } } },
          tags: { connectOrCreate: { where: { label: tag }, create: { id: uuid(n), label: tag } } },
        },
        include: whole,
      },
    ],
    ['country', 'create', { data: { code: one, name: two, ...times } }],
    [
      'country',
      'createMany',
      {
        data: [
          { code: one, name: one, ...times },
          { code: two, name: two, ...times },
        ],
        skipDuplicates: true,
      },
    ],
    ['continent', 'createManyAndReturn', { data: [{ id: n + 10, name: tag, parentId: other }] }],
    ['country', 'findUnique', { where: { code: one }, include: whole }],
    ['country', 'findUniqueOrThrow', { where: { name: two }, select: { code: true, tags: true } }],
    [
      'country',
      'findMany',
      { where: { tags: { some: { label: tag } } }, orderBy: byCode, include: whole },
    ],
    [
      'country',
      'findMany',
      { orderBy: [{ tags: { _count: 'desc' } }, byCode], cursor: { code: one }, take: 2 },
    ],
    [
      'country',
      'findFirst',
      { where: { continent: { parent: { id: n } } }, orderBy: byCode, select: { code: true } },
    ],
    ['country', 'count', { where: { OR: [{ zone: 'SOUTH' }, { continentId: n }] } }],
    ['country', 'groupBy', { by: ['zone'], _count: true, orderBy: { zone: 'asc' } }],
    ['continent', 'aggregate', { _max: { id: true }, _count: { parentId: true } }],
    [
      'country',
      'update',
      {
        where: { code: one },
        data: { name: two, updatedAt: at, continent: { update: { name: `${tag}${n}` } } },
        include: whole,
      },
    ],
    [
      'country',
      'update',
      {
        where: { code: one },
        data: { code: two, updatedAt: at, tags: { set: [], create: { id: uuid(n), label: tag } } },
        include: whole,
      },
    ],
    [
      'country',
      'updateMany',
      { where: { continentId: n }, data: { zone: 'SOUTH', updatedAt: at } },
    ],
    [
      'continent',
      'update',
      { where: { id: n }, data: { parent: { connect: { id: other } } }, include: { parent: true } },
    ],
    ['continent', 'updateMany', { data: { parentId: { increment: 1 } } }],
    [
      'country',
      'upsert',
      {
        where: { code: one },
        create: { code: one, name: one, ...times },
        update: { zone: 'NORTH', updatedAt: at, tags: { deleteMany: { label: tag } } },
        include: whole,
      },
    ],
    ['tag', 'upsert', { where: { label: tag }, create: { id: uuid(n), label: tag }, update: {} }],
    ['country', 'delete', { where: { code: one }, include: whole }],
    ['tag', 'deleteMany', { where: { countries: { none: {} } } }],
    ['continent', 'delete', { where: { id: n } }],
    ['country', 'findMany', { where: { nmae: one } }],
    ['country', 'create', {}],
    ['user', 'create', { data: { id: n, name: tag, home: { connect: { code: one } } } }],
    ['user', 'update', { where: { id: n }, data: { homeId: two }, include: { home: true } }],
    ['user', 'delete', { where: { id: n } }],
    [
      'order',
      'create',
      {
        data: { id: other, userId: n, total: n, toId: one },
        include: { to: { include: { tags: { orderBy: { label: 'asc' } } } } },
      },
    ],
    [
      'order',
      'findMany',
      {
        where: { userId: n, to: { OR: [{ name: two }, { tags: { none: { label: tag } } }] } },
        orderBy: [{ to: { continent: { name: { sort: 'asc', nulls: 'last' } } } }, { id: 'asc' }],
        include: { to: { include: { continent: true } }, user: { include: { home: true } } },
      },
    ],
    ['order', 'deleteMany', { where: { userId: n, to: { is: { zone: 'SOUTH' } } } }],
    [
      'depot',
      'create',
      { data: { id: n, country: { connect: { code: one } } }, include: { country: true } },
    ],
    [
      'depot',
      'findMany',
      { where: { countryCode: one }, orderBy: { id: 'asc' }, include: { country: true } },
    ],
    [
      'setting',
      'upsert',
      {
        where: { key: tag },
        create: { key: tag, country: { connect: { code: one } } },
        update: { country: { disconnect: true } },
        include: { country: { include: whole } },
      },
    ],
    [
      'setting',
      'findMany',
      { where: { country: { tags: { some: { label: tag } } } }, orderBy: { key: 'asc' } },
    ],
  ),
);

test('any calls give what one database gives, and leave all copies equal', async () => {
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
  await expectEqualCopies([...shards.urls, shards.oracleUrl]);
  await expectNothingPrepared(shards.urls);
}, 240_000);
