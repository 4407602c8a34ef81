import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualShards } from '../../../runtime/testing/index.js';
import {
  type GeneratedShards,
  type Loose,
  type LooseShards,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from './support/outcome.js';
import { SCHEMA_PATH } from './support/schema-path.js';

const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];
const DEAD = 'shard_2';
const IDS = Array.from({ length: 40 }, (_, i) => BigInt(i));

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('dead-shard', SCHEMA_PATH);
});

afterAll(() => shards.stop());

beforeEach(async () => {
  await shards.reset();
  db = shards.db;
});

type Virtual = VirtualShards<LooseShards, string>;

const shardOf = (id: bigint) => db.user.route({ id }).shard;
const idsOn = (name: string) => IDS.filter((id) => shardOf(id) === name);
const rowOf = (id: bigint) => ({ id, email: `e${id}` });
const users = () => IDS.map(rowOf);
const living = NAMES.filter((name) => name !== DEAD);

/** Every way to call the dead shard names it and the call, and every other shard answers. */
async function expectDead(): Promise<void> {
  const id = idsOn(DEAD)[0];
  const calls: Readonly<Record<string, () => PromiseLike<unknown>>> = {
    findUnique: () => db.user.findUnique({ where: { id } }),
    findFirstOrThrow: () => db.user.findFirstOrThrow({ where: { id } }),
    findMany: () => db.user.findMany({ where: { id } }),
    count: () => db.user.count({ where: { id } }),
    groupBy: () => db.user.groupBy({ by: ['id'], where: { id } }),
    create: () =>
      db.user.create({ data: { ...rowOf(id ?? 0n), orders: { create: { id: 1, total: 1 } } } }),
    update: () => db.user.update({ where: { id }, data: { name: 'x' } }),
    upsert: () => db.user.upsert({ where: { id }, create: rowOf(id ?? 0n), update: {} }),
    deleteMany: () => db.user.deleteMany({ where: { id } }),
  };
  const begun = Object.entries(calls).map(async ([method, call]) => ({
    method,
    outcome: await outcomeOf(call),
  }));
  const answers = living.map((name) => db.user.count({ where: { id: idsOn(name)[0] } }));
  for (const { method, outcome } of await Promise.all(begun)) {
    expect(outcome, method).toMatchObject({
      ok: false,
      code: 'SG5001',
      error: {
        shard: DEAD,
        message: expect.stringMatching(
          new RegExp(`^SG5001: User\\.${method}\\(\\): shard "${DEAD}"`),
        ),
      },
    });
  }
  expect(await Promise.all(answers)).toEqual(living.map(() => 1));
}

const scattered = { code: 'SG5002', failures: [{ shard: DEAD, cause: { code: 'SG5001' } }] };

async function expectScatterNamesIt(): Promise<void> {
  const all = db.user.onAllShards();
  await expect(all.findMany()).rejects.toMatchObject(scattered);
  await expect(all.count()).rejects.toMatchObject(scattered);
  await expect(db.user.onShard(DEAD).count()).rejects.toMatchObject({
    code: 'SG5001',
    shard: DEAD,
  });
  for (const name of living) expect(await db.user.onShard(name).count()).toBe(idsOn(name).length);
}

async function expectPartialWrite(): Promise<void> {
  await expect(db.user.createMany({ data: users() })).rejects.toMatchObject({
    code: 'SG5003',
    written: living.map((shard) => ({ shard, count: idsOn(shard).length })),
    failures: [{ shard: DEAD, cause: { code: 'SG5001', shard: DEAD } }],
  });
  for (const name of living) expect(await db.user.onShard(name).count()).toBe(idsOn(name).length);
}

async function sqlOn(url: string, sql: string): Promise<Loose[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Works with another client than that of the shared set; it is disconnected afterwards. */
async function withClient(client: LooseShards, work: () => Promise<void>): Promise<void> {
  db = client;
  try {
    await work();
  } finally {
    await client.$disconnect();
  }
}

const urlsOf = ({ names, shard }: Virtual) => names.map((name) => shard(name).url);

test('a closed port is named, by every call and by writes that were split', async () => {
  // Nothing listens on the discard port.
  const closed = 'postgres://shop:hunter2@127.0.0.1:9/shop';
  const urls = shards.urls.map((url, i) => (NAMES[i] === DEAD ? closed : url));
  await withClient(shards.createShards(urls), async () => {
    await expectPartialWrite();
    await expectDead();
    await expectScatterNamesIt();
    const outcome = await outcomeOf(() => db.user.count({ where: { id: idsOn(DEAD)[0] } }));
    expect(outcome).toMatchObject({ error: { message: expect.not.stringContaining('hunter2') } });
  });
});

const FOUR = { shards: 4, timeoutMs: 100_000 };

test('a database that was dropped under an open connection is named', async () => {
  await shards.kit.withVirtualShards(FOUR, (_, virtual) =>
    withClient(shards.createShards(urlsOf(virtual)), async () => {
      await db.user.createMany({ data: users() });
      expect(await db.user.onAllShards().count()).toBe(IDS.length);
      const [{ database }] = await sqlOn(
        virtual.shard(DEAD).url,
        'SELECT current_database() AS database',
      );
      await sqlOn(shards.oracleUrl, `DROP DATABASE ${pg.escapeIdentifier(database)} WITH (FORCE)`);
      // The first call may still find a connection that the server has cut.
      await expectDead();
      await expectScatterNamesIt();
    }),
  );
});

const order = (userId: bigint, id: number) => ({
  userId,
  id,
  total: 1,
  items: {
    create: [
      { line: 1, sku: 'a' },
      { line: 2, sku: 'b' },
    ],
  },
});

/** How many orders a shard holds, and how many of them lack an item. */
async function ordersOn(url: string): Promise<Loose> {
  const [found] = await sqlOn(
    url,
    `SELECT count(*)::int AS orders, (count(*) FILTER (WHERE items <> 2))::int AS broken
       FROM (SELECT o."userId", o.id, count(i.line) AS items FROM "Order" o
             LEFT JOIN "Item" i ON i."userId" = o."userId" AND i."orderId" = o.id GROUP BY 1, 2) t`,
  );
  return found;
}

/** On the shared server the shard's database goes away; on separate ones its process. */
const ENDS = [
  { servers: 'shared', end: 'down' },
  { servers: 'shared', end: 'crash' },
  { servers: 'separate', end: 'down' },
  { servers: 'separate', end: 'crash' },
] as const;

describe.each(ENDS)('a shard ($servers) that ends by $end and comes back', ({ servers, end }) => {
  test('calls fail by name while it is away, nothing is half written, and then they work again', async () => {
    await shards.kit.withVirtualShards({ ...FOUR, servers }, (client, virtual) =>
      // Processes that really end have to be survived without the kit in between too.
      withClient(
        servers === 'separate' ? shards.createShards(urlsOf(virtual)) : client,
        async () => {
          await db.user.createMany({ data: users() });
          const shard = virtual.shard(DEAD);

          // Writes of a parent with children are under way when it ends: each is whole or not there.
          const busy = idsOn(DEAD).flatMap((userId) =>
            Array.from({ length: 30 }, (_, id) =>
              outcomeOf(() => db.order.create({ data: order(userId, id) })),
            ),
          );
          await busy[0];
          await shard[end]();
          const outcomes = await Promise.all(busy);
          const failed = outcomes.filter((outcome) => !outcome.ok);
          expect(failed.length).toBeGreaterThan(0);
          expect(new Set(failed.map((outcome) => (outcome.ok ? '' : outcome.code)))).toEqual(
            new Set(['SG5001']),
          );
          await expectDead();
          await expectScatterNamesIt();

          await shard.restore();
          expect(await db.user.onAllShards().count()).toBe(IDS.length);
          const { orders, broken } = await ordersOn(shard.url);
          expect(broken).toBe(0);
          // A commit whose answer was lost is there too, and its caller was told that the shard went away.
          expect(orders).toBeGreaterThanOrEqual(outcomes.length - failed.length);
          const id = idsOn(DEAD)[0];
          expect(
            await db.user.update({ where: { id }, data: { name: 'back' }, select: { name: true } }),
          ).toEqual({ name: 'back' });
        },
      ),
    );
  });
});

test('a COMMIT that is lost leaves nothing, one whose answer is lost leaves all, and both are told', async () => {
  await db.user.createMany({ data: users() });
  const shard = shards.virtual.shard(DEAD);
  const [userId = 0n] = idsOn(DEAD);
  const lost = { code: 'SG5001', shard: DEAD };
  const commit = { on: 'transaction', after: 1 } as const;
  await shard.failNext({ ...commit, with: 'connection lost' });
  await expect(db.order.create({ data: order(userId, 1) })).rejects.toMatchObject(lost);
  expect(await ordersOn(shard.url)).toEqual({ orders: 0, broken: 0 });
  await shard.dropReply(commit);
  await expect(db.order.create({ data: order(userId, 2) })).rejects.toMatchObject(lost);
  expect(await ordersOn(shard.url)).toEqual({ orders: 1, broken: 0 });
  expect(await db.order.findMany({ where: { userId }, select: { id: true } })).toEqual([{ id: 2 }]);
});
