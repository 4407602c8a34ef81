import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));
const AUTHORS = 400;

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('streams', SCHEMA, {}, { entryLifetimeMs: 1000 });
  db = shards.db;
  const data = Array.from({ length: AUTHORS }, (_, id) => ({
    id,
    name: `n${id % 7}`,
    rank: id % 3,
  }));
  await db.author.createMany({ data });
});
afterAll(() => shards.stop());
afterEach(() => Promise.all(shards.names.map((name) => shards.virtual.shard(name).restore())));

const ids = async (rows: AsyncIterable<Loose>): Promise<number[]> => {
  const found: number[] = [];
  for await (const { id } of rows) found.push(id);
  return found;
};
const inOrder = Array.from({ length: AUTHORS }, (_, id) => id);
const asked = () =>
  shards.virtual.queries.statements.filter(({ model }) => model === 'Author').length;
/** What was read ahead is cancelled in the databases, which say so in a moment. */
const nothingRuns = () =>
  vi.waitFor(() => expect(shards.virtual.queries.unanswered).toEqual([]), 20_000);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a stream', () => {
  test('asks for nothing before the first row is, and at most one batch ahead', async () => {
    const { queries } = shards.virtual;
    queries.clear();
    const rows = db.author.onAllShards().stream({ batchSize: 10 })[Symbol.asyncIterator]();
    await quiet();
    expect(queries.statements).toEqual([]);
    expect((await rows.next()).value.id).toBe(0);
    await quiet();
    // Of each shard the batch that is being taken, and one more.
    expect(asked()).toBe(8);
    await rows.return();
    await nothingRuns();
  });

  test('gives the same rows in every loop over it', async () => {
    const rows = db.author.onAllShards().stream({ batchSize: 7, select: { id: true } });
    expect(await ids(rows)).toEqual(inOrder);
    expect(await ids(rows)).toEqual(inOrder);
  });

  test('of some shards has the rows of these', async () => {
    const rows = db.author.onShards(['shard_2', 'shard_4']).stream({ orderBy: { id: 'desc' } });
    const expected = inOrder.filter((id) => {
      return ['shard_2', 'shard_4'].includes(db.author.route({ id }).shard);
    });
    expect(await ids(rows)).toEqual(expected.reverse());
  });

  test('asks nothing more after a break, and leaves nothing running', async () => {
    let seen = 0;
    for await (const _ of db.author.onAllShards().stream({ batchSize: 20 })) {
      seen++;
      if (seen === 50) break;
    }
    await nothingRuns();
    const before = asked();
    await quiet();
    expect(asked()).toBe(before);
    await expect(
      (async () => {
        for await (const _ of db.author.onAllShards().stream({ batchSize: 20 })) {
          throw new Error('of the body');
        }
      })(),
    ).rejects.toThrow('of the body');
    await nothingRuns();
  });

  test('that is ended cancels what runs in the databases', async () => {
    const url = shards.virtual.shard('shard_2').url;
    const [other, looking] = [url, url].map(
      (connectionString) => new pg.Client({ connectionString }),
    );
    if (other === undefined || looking === undefined) return;
    await Promise.all([other.connect(), looking.connect()]);
    try {
      await other.query('BEGIN; LOCK TABLE "Author" IN ACCESS EXCLUSIVE MODE');
      const waiting = async () => {
        const { rows } = await looking.query(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows[0].n;
      };
      const rows = db.author.onAllShards().stream()[Symbol.asyncIterator]();
      const first = rows.next();
      await vi.waitFor(async () => expect(await waiting()).toBe(1), 20_000);
      await rows.return();
      expect(await first).toEqual({ done: true, value: undefined });
      await vi.waitFor(async () => expect(await waiting()).toBe(0), 20_000);

      const controller = new AbortController();
      const { signal } = controller;
      const aborted = db.author.onAllShards({ signal }).stream()[Symbol.asyncIterator]().next();
      await vi.waitFor(async () => expect(await waiting()).toBe(1), 20_000);
      controller.abort(new Error('enough'));
      await expect(aborted).rejects.toThrow('enough');
      await vi.waitFor(async () => expect(await waiting()).toBe(0), 20_000);
    } finally {
      await Promise.all([other.end(), looking.end()]);
    }
  });

  test('gives no row after its signal was aborted, though some are here', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const rows = db.author.onAllShards({ signal }).stream()[Symbol.asyncIterator]();
    await rows.next();
    controller.abort(new Error('enough'));
    await expect(rows.next()).rejects.toThrow('enough');
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });

  test('fails with the shard that failed, after the rows before it', async () => {
    const seen: number[] = [];
    const loop = async () => {
      for await (const { id } of db.author.onAllShards().stream({ batchSize: 20 })) {
        seen.push(id);
        if (seen.length === 5) await shards.virtual.shard('shard_3').down();
      }
    };
    await expect(loop()).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_3' }],
    });
    expect(seen.length).toBeGreaterThanOrEqual(20);
    expect(seen).toEqual(inOrder.slice(0, seen.length));
    await nothingRuns();
  });

  test('of shards that are all gone names them all', async () => {
    await Promise.all(['shard_1', 'shard_4'].map((name) => shards.virtual.shard(name).down()));
    const error: Loose = await ids(db.author.onAllShards().stream()).catch((thrown) => thrown);
    expect(error.code).toBe('SG5002');
    expect(error.failures.map(({ shard }: Loose) => shard)).toEqual(['shard_1', 'shard_4']);
  });

  test.each<[Loose, string]>([
    [5, 'SG3010'],
    [{ batchSize: 0 }, 'SG3067'],
    [{ batchSize: 1e9 }, 'SG3067'],
    [{ take: 5 }, 'SG3067'],
    [{ cursor: { id: 1 } }, 'SG3067'],
    [{ orderBy: { posts: { _count: 'asc' } } }, 'SG3066'],
  ])('of %j rejects the first step of a loop', async (args, code) => {
    const rows = db.author.onAllShards().stream(args)[Symbol.asyncIterator]();
    await expect(rows.next()).rejects.toMatchObject({ code });
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });
});

test('what Prisma does not take rejects the first step of a loop with its own error', async () => {
  const rows = db.author
    .onAllShards()
    .stream({ where: { nope: 1 } })
    [Symbol.asyncIterator]();
  await expect(rows.next()).rejects.toMatchObject({ name: 'PrismaClientValidationError' });
});

/** Tenants with notes of these sizes, each on a shard of its own. */
async function tenantsApart(...sizes: number[][]): Promise<{ id: string; shard: string }[]> {
  const tenants: { id: string; shard: string }[] = [];
  for (let i = 0; tenants.length < sizes.length; i++) {
    const { candidate: shard } = await db.tenant.route({ id: `t${i}` });
    if (tenants.some((other) => other.shard === shard)) continue;
    const notes = { create: sizes[tenants.length]?.map((size) => ({ id: size, size })) };
    await db.tenant.create({ data: { id: `t${i}`, notes } });
    tenants.push({ id: `t${i}`, shard });
  }
  return tenants;
}

test.each([
  // Its old shard has rows that were not read, its new one was read beyond their place.
  ['away from a shard that is behind', [1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
  // Its rows were read on the old shard, and would be found on the new one again.
  ['to a shard that is behind', [1, 6, 7, 8], [2, 3, 4, 5, 9, 10]],
])('a key that is moved %s comes once, and in its place', async (_, moved, stays) => {
  await shards.virtual.reset();
  const [from, to] = await tenantsApart(moved, stays);
  const found: number[] = [];
  for await (const { size } of db.note
    .onAllShards()
    .stream({ orderBy: { size: 'asc' }, batchSize: 2 })) {
    found.push(size);
    if (found.length !== 1) continue;
    // What is read ahead is here.
    await nothingRuns();
    await db.$directory.move('Tenant', { id: from?.id }, to?.shard);
  }
  expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
