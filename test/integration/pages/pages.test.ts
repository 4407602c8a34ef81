import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { FIELDS, orderBy, projection, totalOrder, where } from './queries.js';
import { fill, load, type World, world } from './rows.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));
const RUNS = Number(process.env['RUNS'] ?? 4);
/** Of each set of rows. */
const QUERIES = 6;

let shards: GeneratedShards;
let db: Loose;
let oracle: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('pages', SCHEMA);
  db = shards.db;
  oracle = shards.oracle;
  // As people write, not as bytes compare.
  const sql = 'ALTER TABLE "Post" ALTER COLUMN subtitle TYPE text COLLATE "und-x-icu"';
  for (const url of [...shards.urls, shards.oracleUrl]) await runSql(url, sql);
});
afterAll(() => shards.stop());

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function manyRows(): World {
  const worlds = fc.sample(world, { numRuns: 20, seed: 7 });
  return worlds.reduce((a, b) => (a.post.length < b.post.length ? b : a));
}

/** All pages of a call, one after the other. */
async function pagesOf(across: Loose, args: Loose): Promise<Loose[][]> {
  const pages: Loose[][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page: Loose = await across.paginate({ ...args, after });
    expect(page.rows.length).toBeLessThanOrEqual(args.first);
    expect(page.endCursor === null).toBe(page.rows.length === 0);
    pages.push(page.rows);
    after = page.endCursor;
    more = page.hasNextPage;
  }
  return pages;
}

const query = fc.record({
  where,
  orderBy,
  projection,
  first: fc.integer({ min: 5, max: 30 }),
});

describe('pages of several shards', () => {
  test('and streams are the rows of one database, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.array(query, { minLength: QUERIES, maxLength: QUERIES }),
        async (rows, queries) => {
          await load(shards, rows);
          for (const { first, orderBy: order, projection: chosen, where: filter } of queries) {
            const args = { where: filter, ...chosen };
            const pages = await pagesOf(db.post.onAllShards(), { ...args, orderBy: order, first });
            const all = await oracle.post.findMany({ ...args, orderBy: totalOrder(order) });
            expect(pages.flat()).toEqual(all);
            const streamed: Loose[] = [];
            const streaming = { ...args, orderBy: order, batchSize: first };
            for await (const row of db.post.onAllShards().stream(streaming)) streamed.push(row);
            expect(streamed).toEqual(all);
            // Full ones, but for the last.
            expect(pages.length).toBe(Math.max(1, Math.ceil(all.length / first)));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('go on behind any value of any field', async () => {
    await load(shards, manyRows());
    for (const [field, nullable] of FIELDS) {
      const sorts = nullable
        ? [
            { sort: 'asc', nulls: 'first' },
            { sort: 'desc', nulls: 'last' },
          ]
        : [];
      for (const sort of ['asc', 'desc', ...sorts]) {
        const order = { [field]: sort };
        const args = { select: { id: true, [field]: true } };
        const pages = await pagesOf(db.post.onAllShards(), { ...args, orderBy: order, first: 6 });
        const all = await oracle.post.findMany({ ...args, orderBy: totalOrder(order) });
        expect(pages.flat(), JSON.stringify(order)).toEqual(all);
      }
    }
  });

  test('go on over other shards that have the same rows', async () => {
    const args = { orderBy: [{ subtitle: 'desc' }, { author: { rank: 'asc' } }], first: 5 };
    const rows = manyRows();
    await load(shards, rows);
    const other = await shards.kit.startVirtualShards(2);
    try {
      const sql = 'ALTER TABLE "Post" ALTER COLUMN subtitle TYPE text COLLATE "und-x-icu"';
      for (const name of other.names) await runSql(other.shard(name).url, sql);
      await fill(other.db, rows);
      const clients: Loose[] = [db, other.db];
      const all: Loose[] = [];
      for (let after: string | null = null, more = true, turn = 0; more; turn++) {
        const across = clients[turn % 2].post.onAllShards();
        const page: Loose = await across.paginate({ ...args, after });
        all.push(...page.rows);
        after = page.endCursor;
        more = page.hasNextPage;
      }
      expect(all).toEqual(await oracle.post.findMany({ orderBy: totalOrder(args.orderBy) }));
      expect(all.length).toBeGreaterThan(15);
    } finally {
      await other.stop();
    }
  });

  /** What happens between two pages. */
  const change = fc.oneof(
    fc.record({ insert: fc.nat(99), title: fc.constantFrom('a', 'b', 'c'), views: fc.nat(3) }),
    fc.record({ remove: fc.nat(60) }),
  );

  test('have each row once, in order, that is there all the time, whatever comes and goes', async () => {
    const changes = fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        world,
        orderBy,
        changes,
        fc.integer({ min: 4, max: 9 }),
        async (rows, order, turns, first) => {
          await load(shards, rows);
          const stays = new Set(rows.post.map(({ id }) => id));
          const found: Loose[] = [];
          let fresh = 1000;
          for (let after: string | null = null, more = true, turn = 0; more; turn++) {
            const page: Loose = await db.post
              .onAllShards()
              .paginate({ orderBy: order, first, after });
            found.push(...page.rows);
            after = page.endCursor;
            more = page.hasNextPage;
            for (const each of turns[turn] ?? []) {
              if ('remove' in each) {
                stays.delete(each.remove);
                const one = rows.post.find(({ id }) => id === each.remove);
                const where = { id: each.remove, authorId: one?.authorId ?? 0 };
                await Promise.all([db, oracle].map(({ post }) => post.deleteMany({ where })));
              } else {
                const { insert, title, views } = each;
                const day = new Date(0);
                const data = {
                  authorId: insert % 12,
                  id: fresh++,
                  title,
                  views,
                  day,
                  photo: new Uint8Array(),
                };
                await Promise.all([db, oracle].map(({ post }) => post.create({ data })));
              }
            }
          }
          const all = await oracle.post.findMany({ orderBy: totalOrder(order) });
          const ids = found.map(({ id }) => id).filter((id) => stays.has(id));
          const expected = all.map(({ id }: Loose) => id).filter((id: number) => stays.has(id));
          expect(ids).toEqual(expected);
          expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('mistakes', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      ({ code }: Loose) => code,
    );

  test.each<[Loose, string]>([
    [undefined, 'SG3067'],
    [{}, 'SG3067'],
    [{ first: 0 }, 'SG3067'],
    [{ first: -1 }, 'SG3067'],
    [{ first: 1.5 }, 'SG3067'],
    [{ first: '5' }, 'SG3067'],
    [{ first: 100_001 }, 'SG3067'],
    [{ first: 5, take: 5 }, 'SG3067'],
    [{ first: 5, skip: 0 }, 'SG3067'],
    [{ first: 5, cursor: { authorId_id: { authorId: 1, id: 1 } } }, 'SG3067'],
    [{ first: 5, distinct: ['title'] }, 'SG3067'],
    [{ first: 5, after: 'nonsense' }, 'SG3061'],
    [{ first: 5, after: 5 }, 'SG3061'],
    [{ first: 5, orderBy: { photo: 'asc' } }, 'SG3066'],
    [{ first: 5, orderBy: { tags: 'asc' } }, 'SG3041'],
    [{ first: 5, orderBy: { nope: 'asc' } }, 'SG3042'],
    [{ first: 5, include: { author: { include: { posts: { cursor: {} } } } } }, 'SG3011'],
  ])('paginate(%j) is refused', async (args, code) => {
    expect(await codeOf(db.post.onAllShards().paginate(args))).toBe(code);
  });

  test.each([{ where: { nope: 1 } }, { nope: 1 }])("of %j is Prisma's to refuse", async (args) => {
    const refused = db.post.onAllShards().paginate({ first: 5, ...args });
    await expect(refused).rejects.toMatchObject({ name: 'PrismaClientValidationError' });
  });

  test('a number of rows of a relation is no order of pages', async () => {
    const args = { first: 5, orderBy: { posts: { _count: 'asc' } } };
    const refused = db.author.onAllShards().paginate(args);
    await expect(refused).rejects.toThrow(
      'SG3066: Author.onAllShards().paginate(): rows cannot be read page by page in the order of `posts._count`: Prisma has no filter by the number of rows of a relation.',
    );
  });

  test('a cursor is of one model, one order and one secret', async () => {
    const rows = manyRows();
    await load(shards, rows);
    const across = db.post.onAllShards();
    const { endCursor: after } = await across.paginate({ first: 1, orderBy: { views: 'asc' } });
    expect(await codeOf(across.paginate({ first: 1, after, orderBy: { views: 'desc' } }))).toBe(
      'SG3062',
    );
    expect(await codeOf(db.editor.onAllShards().paginate({ first: 1, after }))).toBe('SG3062');
    const options = {
      shards: Object.fromEntries(shards.names.map((name, i) => [name, shards.urls[i] ?? ''])),
      control: shards.urls[0] ?? '',
      cursorSecret: 'sixteen letters!',
    };
    const signing: Loose = shards.createClient(options);
    const page = (cursor: string | null) =>
      signing.post.onAllShards().paginate({ first: 1, after: cursor, orderBy: { views: 'asc' } });
    try {
      expect(await codeOf(page(after))).toBe('SG3063');
      const { endCursor } = await page(null);
      expect(endCursor).not.toBe(after);
      expect((await page(endCursor)).rows).toHaveLength(1);
    } finally {
      await signing.$disconnect();
    }
  });

  test('of values that no cursor holds, and of numbers that no filter takes', async () => {
    await shards.reset();
    const row = {
      authorId: 1,
      title: 'x'.repeat(7000),
      views: 1,
      day: new Date(0),
      photo: new Uint8Array(),
    };
    await db.author.create({ data: { id: 1, name: '' } });
    await db.post.create({ data: { ...row, id: 1 } });
    await db.post.create({ data: { ...row, id: 2, title: '', score: Number.NaN } });
    const page = (args: Loose) => db.post.onAllShards().paginate({ first: 1, ...args });
    expect(await codeOf(page({ orderBy: { title: 'desc' } }))).toBe('SG3065');
    const { endCursor, rows } = await page({ orderBy: { score: { sort: 'desc', nulls: 'last' } } });
    expect(rows).toMatchObject([{ id: 2 }]);
    const next = page({ orderBy: { score: { sort: 'desc', nulls: 'last' } }, after: endCursor });
    expect(await codeOf(next)).toBe('SG3066');
  });
});
