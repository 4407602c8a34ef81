import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { startOrdered } from './support/ordered-shards.js';

const RUNS = Number(process.env['RUNS'] ?? 40);
const TIMEOUT = 240_000;
const CUSTOMERS = 40;
const ORDERS = 800;

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startOrdered('ordered-shares');
  const customers = Array.from({ length: CUSTOMERS }, (_, id) => ({ id, code: `c${id}` }));
  const onFirst = (id: number) => shards.db['customer']?.route({ id }).shard === shards.names[0];
  const crowded = customers.find(({ id }) => onFirst(id))?.id ?? 0;
  const orders = Array.from({ length: ORDERS }, (_, number) => ({
    ...{ number, done: false, phase: 'NEW', plain: 'x', short: 'a', title: `t${number % 7}` },
    customerId: number % CUSTOMERS,
    // By `count` the rows of all shards alternate, by `big` a shard has all that come first.
    count: (number * 389) % ORDERS,
    big: number % CUSTOMERS === crowded ? -number : number % 5,
    total: number % CUSTOMERS === crowded ? number : null,
  }));
  for (const client of [shards.db, shards.oracle]) {
    await client['customer']?.createMany({ data: customers });
    await client['order']?.createMany({ data: orders });
  }
  // One more of the crowded ones, by far more than its share.
  const more = Array.from({ length: 200 }, (_, i) => ({
    ...{ number: ORDERS + i, done: true, phase: 'NEW', plain: 'y', short: 'b', title: 't' },
    ...{ customerId: crowded, count: -i, big: -ORDERS - i, total: i },
  }));
  for (const client of [shards.db, shards.oracle])
    await client['order']?.createMany({ data: more });
}, TIMEOUT);
afterAll(() => shards.stop());

const orders = (): Loose => shards.db['order']?.onAllShards();
const reads = () => {
  const { statements } = shards.virtual.queries;
  return statements.filter(({ sql }) => /^SELECT .* LIMIT/s.test(sql)).length;
};

const KEY = [{ customerId: 'asc' }, { number: 'asc' }] as const;
const orderBy = fc
  .tuple(
    fc.constantFrom('count', 'big', 'total', 'title', 'number'),
    fc.constantFrom('asc', 'desc'),
  )
  .map(([field, sort]) => [{ [field]: sort }, ...KEY]);
const where = fc.constantFrom({}, { done: false }, { done: true }, { count: { lt: 300 } });

test(
  'the first rows are those of one database, wherever they are',
  async () => {
    const take = fc.integer({ min: 40, max: 300 }).chain((rows) => fc.constantFrom(rows, -rows));
    const args = fc.record({ where, orderBy, take, skip: fc.nat(200) });
    await fc.assert(
      fc.asyncProperty(args, async (given) => {
        expect(await orders().findMany(given)).toEqual(
          await shards.oracle['order']?.findMany(given),
        );
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

test(
  'pages follow each other, wherever their rows are',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        where,
        orderBy,
        fc.integer({ min: 40, max: 300 }),
        async (filter, order, first) => {
          const rows: Loose[] = [];
          let after: string | null = null;
          do {
            const page: Loose = await orders().paginate({
              where: filter,
              orderBy: order,
              first,
              after,
            });
            rows.push(...page.rows);
            after = page.hasNextPage ? page.endCursor : null;
          } while (after !== null);
          const args = { where: filter, orderBy: order };
          expect(rows).toEqual(await shards.oracle['order']?.findMany(args));
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  },
  TIMEOUT,
);

test('a shard gives its part, and all of its rows only where that is not enough', async () => {
  shards.virtual.queries.clear();
  await orders().findMany({ where: { done: false }, orderBy: { count: 'asc' }, take: 100 });
  expect(reads()).toBe(shards.names.length);
  shards.virtual.queries.clear();
  await orders().findMany({ where: { count: { gt: -1000 } }, orderBy: { big: 'asc' }, take: 100 });
  expect(reads()).toBe(shards.names.length + 1);
});
