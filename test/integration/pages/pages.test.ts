import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { orderBy, projection, totalOrder, where } from './queries.js';
import { load, world } from './rows.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));
const RUNS = Number(process.env['RUNS'] ?? 8);
/** Of each set of rows. */
const QUERIES = 8;

let shards: GeneratedShards;
let db: Loose;
let oracle: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('pages', SCHEMA);
  db = shards.db;
  oracle = shards.oracle;
});
afterAll(() => shards.stop());

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
  first: fc.integer({ min: 2, max: 25 }),
});

describe('pages of several shards', () => {
  test('are together the rows of one database, in its order', async () => {
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
            // Full ones, but for the last.
            expect(pages.length).toBe(Math.max(1, Math.ceil(all.length / first)));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
