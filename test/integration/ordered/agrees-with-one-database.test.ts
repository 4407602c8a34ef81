import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { type Outcome, outcomeOf } from '../generated/support/outcome.js';
import { startOrdered } from './support/ordered-shards.js';
import { randomQuery } from './support/random-query.js';
import { type Rows, randomRows } from './support/random-rows.js';

const QUERIES = Number(process.env['RUNS'] ?? 120);
const SETS = Number(process.env['SETS'] ?? 3);
const TIMEOUT = 300_000;

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startOrdered('ordered-agrees');
}, TIMEOUT);
afterAll(() => shards.stop());

const model = (client: Loose): Loose => client.order;

async function load(rows: Rows): Promise<void> {
  await shards.reset();
  const clients: readonly Loose[] = [shards.db, shards.oracle];
  for (const client of clients) {
    for (const model of ['customer', 'label', 'order', 'item'] as const) {
      if (rows[model].length > 0) await client[model].createMany({ data: rows[model] });
    }
  }
}

/** What the one database is asked: the order made total, as it is documented. */
function inTotalOrder(args: Loose): Loose {
  const given = [args.orderBy ?? []].flat();
  return { ...args, orderBy: [...given, { customerId: 'asc' }, { number: 'asc' }] };
}

const isOrdered = ({ cursor, distinct, orderBy, skip, take }: Loose) =>
  [take, skip, cursor, distinct].some((option) => option !== undefined) ||
  [orderBy ?? []].flat().length > 0;

/** Rows that come in any order are compared as a set. */
function comparable(outcome: Outcome, ordered: boolean): unknown {
  if (!outcome.ok) return { name: outcome.name, code: outcome.code };
  if (ordered || !Array.isArray(outcome.value)) return outcome.value;
  return outcome.value.map((row) => inspect(row, { depth: 9 })).sort();
}

function withCursor(args: Loose, cursor: number | undefined, { order }: Rows): Loose {
  if (cursor === undefined) return args;
  const row = order[cursor % (order.length + 3)];
  const { customerId, number } = row ?? { customerId: 99, number: 0 };
  return { ...args, cursor: { customerId_number: { customerId, number } } };
}

/** Both together are refused by name in some orders. */
const mayRefuse = (args: Loose, outcome: Outcome) =>
  !outcome.ok &&
  args.cursor !== undefined &&
  args.distinct !== undefined &&
  outcome.code === 'SG3048';

test(
  'lists of all shards are those of one database, in its order',
  async () => {
    const counts = { rows: 0, none: 0, failed: 0, refused: 0 };
    for (const rows of fc.sample(randomRows, SETS)) {
      await load(rows);
      await fc.assert(
        fc.asyncProperty(randomQuery, async ({ args: given, cursor }) => {
          const args = withCursor(given, cursor, rows);
          const ordered = isOrdered(args);
          const [ours, theirs] = await Promise.all([
            outcomeOf(() => model(shards.db).onAllShards().findMany(args)),
            outcomeOf(() => model(shards.oracle).findMany(ordered ? inTotalOrder(args) : args)),
          ]);
          if (mayRefuse(args, ours)) {
            counts.refused++;
            return;
          }
          expect(comparable(ours, ordered), inspect(args, { depth: 9 })).toEqual(
            comparable(theirs, ordered),
          );
          if (!ours.ok) counts.failed++;
          else if (Array.isArray(ours.value) && ours.value.length > 0) counts.rows++;
          else counts.none++;
        }),
        { numRuns: QUERIES },
      );
    }
    expect(counts.rows).toBeGreaterThan(counts.none);
    expect(counts.failed).toBe(0);
    expect(counts.refused).toBeLessThan((QUERIES * SETS) / 10);
  },
  TIMEOUT,
);

/** An order of each kind, so that chance misses none. */
const CURSOR_ORDERS: readonly Loose[] = [
  undefined,
  { count: 'desc' },
  { plain: 'asc' },
  { title: 'asc' },
  { title: 'desc' },
  { total: { sort: 'asc', nulls: 'first' } },
  { ratio: { sort: 'desc', nulls: 'last' } },
  [{ ok: 'asc' }, { at: 'desc' }],
  [{ done: 'desc' }, { phase: 'asc' }],
  [{ status: 'desc' }, { big: 'asc' }],
  { blob: 'desc' },
  { part: 'asc' },
  { clock: 'desc' },
  { customer: { name: 'desc' } },
  { label: { word: 'asc' } },
  { label: { weight: { sort: 'desc', nulls: 'last' } } },
  [{ label: { customer: { name: { sort: 'asc', nulls: 'first' } } } }, { number: 'desc' }],
  [{ items: { _count: 'desc' } }, { label: { orders: { _count: 'asc' } } }],
];
const CURSOR_PAGES: readonly Loose[] = [{ take: 4 }, { take: -4, skip: 1 }, { distinct: ['ok'] }];

test(
  'lists from any row on are those of one database, in an order of each kind',
  async () => {
    const [rows] = fc.sample(randomRows, { seed: 3, numRuns: 1 });
    if (rows === undefined) throw new Error('there are no rows');
    await load(rows);
    for (const [i, orderBy] of CURSOR_ORDERS.entries()) {
      for (const cursor of rows.order.keys()) {
        const page = CURSOR_PAGES[(i + cursor) % CURSOR_PAGES.length];
        const args = withCursor({ ...page, orderBy, select: { plain: true } }, cursor, rows);
        const [ours, theirs] = await Promise.all([
          outcomeOf(() => model(shards.db).onAllShards().findMany(args)),
          outcomeOf(() => model(shards.oracle).findMany(inTotalOrder(args))),
        ]);
        if (mayRefuse(args, ours)) continue;
        expect(comparable(ours, true), inspect(args, { depth: 9 })).toEqual(
          comparable(theirs, true),
        );
      }
    }
  },
  TIMEOUT,
);

test(
  'the first row of all shards is that of one database',
  async () => {
    for (const rows of fc.sample(randomRows, 1)) {
      await load(rows);
      const first = fc.record({
        query: randomQuery,
        take: fc.constantFrom(undefined, 1, -1),
        method: fc.constantFrom('findFirst' as const, 'findFirstOrThrow' as const),
      });
      await fc.assert(
        fc.asyncProperty(first, async ({ query, method, take }) => {
          const { distinct: _, ...given } = query.args;
          const args = withCursor({ ...given, take }, query.cursor, rows);
          const [ours, theirs] = await Promise.all([
            outcomeOf(() => model(shards.db).onAllShards()[method](args)),
            outcomeOf(() => model(shards.oracle)[method](inTotalOrder(args))),
          ]);
          expect(comparable(ours, true), inspect(args, { depth: 9 })).toEqual(
            comparable(theirs, true),
          );
        }),
        { numRuns: QUERIES },
      );
    }
  },
  TIMEOUT,
);
