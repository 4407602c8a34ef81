import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Args } from './data/plain.js';
import type { Query } from './query/query.js';
import { compare } from './run/compare.js';
import { type OracleSession, openOracle } from './run/oracle-session.js';
import { NASTY_AFTER } from './schemas/after-schema.js';

// What the oracle has found, made small: it is never wrong again.

interface Found {
  readonly what: string;
  readonly rows: Readonly<Record<string, readonly Args[]>>;
  readonly queries: readonly Query[];
}

/** Enough roots to have some on every shard. */
const ROOTS = Array.from({ length: 12 }, (_, i) => ({ id: BigInt(i) }));

const FOUND: readonly Found[] = [
  {
    what: 'the row of a cursor is on another shard than those that the filter leaves',
    rows: { Root: ROOTS },
    queries: ROOTS.map(({ id }) => ({
      model: 'Root',
      method: 'findMany',
      args: { where: { id: { in: [11n] } }, cursor: { id } },
    })),
  },
  {
    what: 'the database has values of an enum that the schema does not',
    rows: {
      Root: ROOTS.map((root, i) => ({
        ...root,
        mood: ['HIGH', 'LOW', 'MID', 'EXTRA', null][i % 5],
      })),
    },
    queries: ['asc', 'desc'].flatMap((mood) =>
      ROOTS.map(({ id }) => ({
        model: 'Root',
        method: 'findMany' as const,
        args: { orderBy: { mood }, cursor: { id }, take: 5 },
      })),
    ),
  },
];

let session: OracleSession;

beforeAll(async () => {
  const path = fileURLToPath(new URL('schemas/nasty.prisma', import.meta.url));
  session = await openOracle('oracle-found', path, NASTY_AFTER);
});

afterAll(() => session.stop());

test.each(FOUND)('$what', async ({ rows, queries }) => {
  await session.load(new Map(Object.entries(rows)));
  for (const query of queries) {
    expect(await compare(session, query)).toMatchObject({ kind: 'equal' });
  }
});
