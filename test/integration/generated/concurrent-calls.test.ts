import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomSeed } from '../../../runtime/testing/index.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { isPrismaError, type Outcome, outcomeOf } from './support/outcome.js';
import { openRawRows, type RawRows } from './support/raw-rows.js';
import { SCHEMA_PATH } from './support/schema-path.js';

const USERS = Array.from({ length: 200 }, (_, i) => BigInt(i));
const ORDERS_PER_USER = 3;

let shards: GeneratedShards;
let rows: RawRows;
let db: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('concurrent', SCHEMA_PATH);
  db = shards.db;
  rows = await openRawRows(shards);
  await db.user.createMany({ data: USERS.map((id) => ({ id, email: `e${id}`, name: `u${id}` })) });
  const orders = Array.from({ length: ORDERS_PER_USER }, (_, id) => id);
  await db.order.createMany({
    // The same order ids under every user: a row of another shard would look right but for its owner.
    data: USERS.flatMap((userId) =>
      orders.map((id) => ({ userId, id, total: id, note: `u${userId}` })),
    ),
  });
});

afterAll(async () => {
  await rows.close();
  await shards.stop();
});

const selector = (userId: bigint, id = 0) => ({ userId_id: { userId, id } });

/** One call of each kind, and what it has to say for this user and nobody else. */
const calls: Readonly<
  Record<string, (id: bigint, n: number) => readonly [PromiseLike<Loose>, Loose]>
> = {
  findUnique: (id) => [
    db.user.findUnique({ where: { id }, select: { name: true } }),
    { name: `u${id}` },
  ],
  'findUnique of a row that every shard has': (id) => [
    db.order.findUnique({ where: selector(id), select: { userId: true, note: true } }),
    { userId: id, note: `u${id}` },
  ],
  'findUnique with relations': (id) => [
    db.user.findUnique({
      where: { id },
      select: { orders: { select: { note: true }, where: { id: 1 } } },
    }),
    { orders: [{ note: `u${id}` }] },
  ],
  'a relation of findUnique': (id) => [
    db.user.findUnique({ where: { id } }).orders({ where: { id: 2 }, select: { note: true } }),
    [{ note: `u${id}` }],
  ],
  findMany: (id) => [
    db.order.findMany({
      where: { userId: id, id: { lt: ORDERS_PER_USER } },
      select: { note: true },
    }),
    Array.from({ length: ORDERS_PER_USER }, () => ({ note: `u${id}` })),
  ],
  create: (userId, n) => [
    db.address.create({ data: { userId, id: n, city: `u${userId}` } }),
    { userId, id: n, city: `u${userId}` },
  ],
  update: (id) => [
    db.order.update({
      where: selector(id, 1),
      data: { total: { increment: 1 } },
      select: { userId: true },
    }),
    { userId: id },
  ],
  count: (id) => [db.order.count({ where: { userId: id } }), ORDERS_PER_USER],
};

const isUnreachable = (outcome: Outcome) => !outcome.ok && outcome.code === 'SG5001';

test('thousands of calls in one tick each get the rows of their own key', async () => {
  const begun = USERS.flatMap((id) => Object.values(calls).map((call) => call(id, 1)));
  expect(begun.length).toBe(1600);
  const answers = await Promise.all(begun.map(([promise]) => promise));
  expect(answers).toEqual(begun.map(([, expected]) => expected));
  expect(await rows.misplaced()).toEqual([]);
});

test('and so do bursts that overlap', async () => {
  const kinds = Object.values(calls);
  const burst = async (n: number) => {
    // Every burst begins in a tick of its own, while the others are under way.
    await new Promise((done) => setTimeout(done, n * 3));
    const begun = USERS.slice(0, 60).map((_, i) => {
      const id = USERS[(i * 7 + n * 13) % USERS.length] ?? 0n;
      return kinds[(i + n) % kinds.length]?.(id, 100 + n) ?? [Promise.reject(), undefined];
    });
    const answers = await Promise.all(begun.map(([promise]) => promise));
    expect(answers).toEqual(begun.map(([, expected]) => expected));
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => burst(n)));
  expect(await rows.misplaced()).toEqual([]);
});

test('an error of one shard leaves the calls to the others alone, also in the same tick', async () => {
  const failing = new Set(USERS.filter((id) => db.user.route({ id }).shard === 'shard_2'));
  const outcomes = await Promise.all(
    USERS.map((id) =>
      outcomeOf(() =>
        failing.has(id)
          ? db.user.create({ data: { id, email: 'again' } })
          : db.user.findUniqueOrThrow({ where: { id }, select: { name: true } }),
      ),
    ),
  );
  expect(failing.size).toBeGreaterThan(10);
  expect(outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.code))).toEqual(
    USERS.map((id) => (failing.has(id) ? 'P2002' : { name: `u${id}` })),
  );
});

test.each(['down', 'crash'] as const)(
  'a shard that ends by %s fails its own calls only, also in the same tick, and comes back',
  async (fault) => {
    const shard = shards.virtual.shard('shard_2');
    const reads = () =>
      USERS.map((id) =>
        outcomeOf(() => db.user.findUniqueOrThrow({ where: { id }, select: { name: true } })),
      );
    const answers = (outcomes: readonly Outcome[]) =>
      outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.code));
    const whole = USERS.map((id) => ({ name: `u${id}` }));
    await shard[fault]();
    expect(answers(await Promise.all(reads()))).toEqual(
      USERS.map((id, i) => (db.user.route({ id }).shard === 'shard_2' ? 'SG5001' : whole[i])),
    );
    await shard.restore();
    expect(answers(await Promise.all(reads()))).toEqual(whole);
  },
);

test('whatever statements fail, a call gets the rows of its own key or an error with a name', async () => {
  const { withRandomFaults } = shards.virtual;
  // No crashes: they would end the connections that look at the rows too.
  const kinds = ['error', 'lose-request', 'lose-reply', 'delay'] as const;
  await withRandomFaults(
    randomSeed(),
    async ({ injected }) => {
      const begun = USERS.flatMap((id) => Object.values(calls).map((call) => call(id, 900)));
      const outcomes = await Promise.all(begun.map(([call]) => outcomeOf(() => call)));
      const failed = outcomes.filter((outcome) => !outcome.ok);
      for (const outcome of failed) {
        expect([outcome, isPrismaError(outcome) || isUnreachable(outcome)]).toEqual([
          outcome,
          true,
        ]);
      }
      expect(outcomes.map((outcome, i) => (outcome.ok ? outcome.value : begun[i]?.[1]))).toEqual(
        begun.map(([, expected]) => expected),
      );
      expect(injected.length).toBeGreaterThan(10);
      expect(failed.length).toBeGreaterThan(10);
    },
    { rate: 0.1, kinds },
  );
  expect(await rows.misplaced()).toEqual([]);
});

test('the client works again after $disconnect, as often as one likes', async () => {
  const reads = () =>
    USERS.map((id) => db.user.findUnique({ where: { id }, select: { name: true } }));
  const expected = USERS.map((id) => ({ name: `u${id}` }));
  await db.$disconnect();
  expect(await Promise.all(reads())).toEqual(expected);
  await db.$disconnect();
  await db.$disconnect();
  expect(await Promise.all(reads())).toEqual(expected);
});
