import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createDatabases,
  ensureTemplate,
  type LocalCluster,
  startLocalCluster,
} from '../../../runtime/cluster/index.js';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';
import { TEST_SETTINGS } from '../../support/cluster-settings.js';
import { type GeneratedCode, generateCode, type Loose } from '../../support/generated-shards.js';
import { outcomeOf } from './support/outcome.js';
import { SCHEMA_PATH } from './support/schema-path.js';

const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];
const DEAD = 'shard_2';
const IDS = Array.from({ length: 40 }, (_, i) => BigInt(i));

let code: GeneratedCode;
let urls: readonly string[];
let db: Loose;

beforeAll(async () => {
  code = await generateCode('dead-shard', SCHEMA_PATH);
});

beforeEach(async () => {
  urls = await freshDatabases(4, await loadSchemaFiles(SCHEMA_PATH));
});

afterEach(async () => {
  await db.$disconnect();
  await dropDatabases(urls);
});

const shardOf = (id: bigint) => db.user.route({ id }).shard;
const idsOn = (name: string) => IDS.filter((id) => shardOf(id) === name);
const rowOf = (id: bigint) => ({ id, email: `e${id}` });
const users = () => IDS.map(rowOf);
const living = NAMES.filter((name) => name !== DEAD);

const withUrl = (url: string) => urls.map((each, i) => (NAMES[i] === DEAD ? url : each));

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

test('a closed port is named, by every call and by writes that were split', async () => {
  // Nothing listens on the discard port.
  db = code.createShards(withUrl('postgres://shop:hunter2@127.0.0.1:9/shop'));
  await expectPartialWrite();
  await expectDead();
  await expectScatterNamesIt();
  const outcome = await outcomeOf(() => db.user.count({ where: { id: idsOn(DEAD)[0] } }));
  expect(outcome).toMatchObject({ error: { message: expect.not.stringContaining('hunter2') } });
});

test('a database that was dropped under an open connection is named', async () => {
  db = code.createShards(urls);
  await db.user.createMany({ data: users() });
  expect(await db.user.onAllShards().count()).toBe(IDS.length);
  await dropDatabases([urls[NAMES.indexOf(DEAD)] ?? '']);
  // The first call may still find a connection that the server has cut.
  await expectDead();
  await expectScatterNamesIt();
});

describe('a server of its own that stops and comes back', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'shardgen-dead-'));
    await chmod(directory, 0o755); // as root the server runs as another user, who must get in
  });

  afterAll(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));

  test('calls fail by name while it is away, nothing is half written, and then they work again', async () => {
    const start = (port?: number) =>
      startLocalCluster({
        directory,
        settings: TEST_SETTINGS,
        ...(port !== undefined && { port }),
      });
    let server = await start();
    const { port } = server;
    const [source] = await freshTables(server);
    db = code.createShards(withUrl(source ?? ''));
    await db.user.createMany({ data: users() });

    // Writes of a parent with children are under way when the server goes: each is whole or not there.
    const busy = idsOn(DEAD).flatMap((userId) =>
      Array.from({ length: 30 }, (_, id) =>
        outcomeOf(() =>
          db.order.create({
            data: {
              userId,
              id,
              total: 1,
              items: {
                create: [
                  { line: 1, sku: 'a' },
                  { line: 2, sku: 'b' },
                ],
              },
            },
          }),
        ),
      ),
    );
    await busy[0];
    await server.stop({ force: true });
    const outcomes = await Promise.all(busy);
    const failed = outcomes.filter((outcome) => !outcome.ok);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map((outcome) => (outcome.ok ? '' : outcome.code)))).toEqual(
      new Set(['SG5001']),
    );
    await expectDead();
    await expectScatterNamesIt();

    server = await start(port);
    try {
      expect(await db.user.onAllShards().count()).toBe(IDS.length);
      const [whole] = await sqlOn(
        source ?? '',
        `SELECT count(*)::int AS orders, count(*) FILTER (WHERE items <> 2)::int AS broken
         FROM (SELECT o."userId", o.id, count(i.line) AS items FROM "Order" o
               LEFT JOIN "Item" i ON i."userId" = o."userId" AND i."orderId" = o.id GROUP BY 1, 2) t`,
      );
      const written = outcomes.length - failed.length;
      expect(whole.broken).toBe(0);
      // A commit whose answer was lost is there too, and its caller was told that the shard went away.
      expect(whole.orders).toBeGreaterThanOrEqual(written);
      const id = idsOn(DEAD)[0];
      expect(
        await db.user.update({ where: { id }, data: { name: 'back' }, select: { name: true } }),
      ).toEqual({ name: 'back' });
    } finally {
      await db.$disconnect();
      await server.stop({ force: true });
    }
  });
});

/** A database with the tables of the schema on a server that is not the shared one. */
async function freshTables(server: LocalCluster): Promise<readonly string[]> {
  const template = await ensureTemplate(server, {
    schemaFiles: await loadSchemaFiles(SCHEMA_PATH),
  });
  return createDatabases(server, ['shard'], { template });
}
