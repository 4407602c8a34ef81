import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';
import { PLACES, type Regions, SHARDS, startRegions } from './support.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

let shards: Regions;

beforeAll(async () => {
  shards = await startRegions('regions-agree');
});

afterAll(() => shards.stop());

type Call = readonly [model: string, method: string, args: Loose];

const key = fc.constantFrom(...PLACES).map(([country, state]) => ({ country, state }));
const id = fc.integer({ min: 1, max: 3 });
const name = fc.constantFrom('a', 'b', 'Ü');

const customer = fc.record({ key, id, name });
const call: fc.Arbitrary<Call> = fc.oneof(
  customer.map(({ key: own, id: n, name: given }): Call => {
    const orders = { create: [{ id: 1, total: n }, { id: n + 1 }] };
    return ['customer', 'create', { data: { ...own, id: n, name: given, orders } }];
  }),
  fc.tuple(customer, id).map(
    ([{ key: own, id: n }, order]): Call => [
      'order',
      'create',
      {
        data: {
          id: order + 10,
          customer: { connect: { country_state_id: { ...own, id: n } } },
        },
      },
    ],
  ),
  fc.tuple(customer, customer).map(
    ([{ key: own, id: n, name: given }, other]): Call => [
      'customer',
      'upsert',
      {
        where: { country_state_id: { ...own, id: n } },
        create: { ...own, id: n, name: other.name },
        update: { name: given, score: { increment: 1 } },
        include: { orders: { orderBy: { id: 'asc' } } },
      },
    ],
  ),
  customer.map(
    ({ key: own, id: n, name: given }): Call => [
      'customer',
      'update',
      {
        where: { country_state_id: { ...own, id: n } },
        data: { orders: { updateMany: { where: { id: 1 }, data: { total: 7 } } }, name: given },
      },
    ],
  ),
  customer.map(
    ({ key: own, name: given }): Call => [
      'customer',
      'updateMany',
      { where: { ...own, name: given }, data: { score: { increment: 2 } } },
    ],
  ),
  customer.map(
    ({ key: own, id: n }): Call => ['order', 'deleteMany', { where: { ...own, customerId: n } }],
  ),
  customer.map(
    ({ key: own, id: n }): Call => [
      'customer',
      'delete',
      { where: { country_state_id: { ...own, id: n } } },
    ],
  ),
  customer.map(
    ({ key: own, name: given }): Call => [
      'customer',
      'findMany',
      {
        where: { ...own, OR: [{ name: given }, { orders: { some: { total: { gt: 1 } } } }] },
        orderBy: [{ name: 'desc' }, { id: 'asc' }],
        include: { orders: { orderBy: { id: 'asc' }, take: 2 } },
      },
    ],
  ),
  customer.map(
    ({ key: own }): Call => [
      'order',
      'groupBy',
      { by: ['customerId'], where: own, _sum: { total: true }, orderBy: { customerId: 'asc' } },
    ],
  ),
  customer.map(
    ({ key: own, id: n }): Call => [
      'order',
      'findMany',
      {
        where: { ...own, customerId: n },
        select: { id: true, total: true, customer: { select: { country: true, name: true } } },
        orderBy: { id: 'asc' },
      },
    ],
  ),
  customer.map(
    ({ key: own }): Call => [
      'customer',
      'aggregate',
      { where: own, _count: true, _max: { score: true } },
    ],
  ),
);

test('any calls give what one database gives, and leave the same rows on the right shards', async () => {
  const answered = { some: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(call, async ([model, method, args]) => {
      const run = (client: Loose) => outcomeOf(() => client[model][method](args));
      const [ours, theirs] = await Promise.all([run(shards.db), run(shards.oracle)]);
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

  for (const model of ['customer', 'order']) {
    const repository = shards.db[model];
    const asSet = (rows: readonly Loose[]) => rows.map((row) => JSON.stringify(row)).sort();
    const all = await repository?.onAllShards().findMany();
    expect(all.length).toBeGreaterThan(10);
    expect(asSet(all)).toEqual(asSet(await shards.oracle[model]?.findMany()));
    for (const shard of SHARDS) {
      const rows = await repository?.onShard(shard).findMany();
      const places = rows.map(({ country, state }: Loose) => repository?.route({ country, state }));
      expect(places.filter((place: Loose) => place.shard !== shard)).toEqual([]);
    }
  }
}, 180_000);

test('rows of many regions are created in one call, and come back in order', async () => {
  const data = PLACES.map(([country, state], i) => ({ country, state, id: 100 + i, name: 'many' }));
  const ours = await shards.db['customer']?.createManyAndReturn({ data });
  expect(ours).toEqual(await shards.oracle['customer']?.createManyAndReturn({ data }));
  expect(await shards.db['customer']?.onShard('eu').count({ where: { name: 'many' } })).toBe(4);
});
