import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';
import { type Call, call } from './support/calls.js';
import { readReservations } from './support/reservations.js';

const RUNS = Number(process.env['RUNS'] ?? 60);

let shards: GeneratedShards;

const run = (client: Loose, [model, method, args]: Call) =>
  outcomeOf(() => client[model][method](args));

describe.each([
  ['hash', 'schema.prisma'],
  ['lookup', 'lookup/schema.prisma'],
])('in a group of the strategy %s', (strategy, path) => {
  beforeAll(async () => {
    const schema = fileURLToPath(new URL(path, import.meta.url));
    shards = await startGeneratedShards(`global-index-oracle-${strategy}`, schema);
  });
  afterAll(() => shards.stop());
  beforeEach(() => shards.reset());

  test(
    'every call is answered as by one database, and no value is ever on two rows',
    agrees,
    240_000,
  );
});

async function agrees(): Promise<void> {
  const answered = { some: 0, P2002: 0, P2025: 0 };
  await fc.assert(
    fc.asyncProperty(call, async (one) => {
      const ours = await run(shards.db, one);
      const theirs = await run(shards.oracle, one);
      if (theirs.ok) expect(ours).toEqual(theirs);
      else expect({ ...ours, error: undefined }).toEqual({ ...theirs, error: undefined });
      if (theirs.ok) answered.some += 1;
      else if (theirs.code === 'P2002' || theirs.code === 'P2025') answered[theirs.code] += 1;
    }),
    { numRuns: RUNS * 5, endOnFailure: true },
  );
  expect(answered.some).toBeGreaterThan(RUNS / 2);
  expect(answered.P2002).toBeGreaterThan(0);
  expect(answered.P2025).toBeGreaterThan(0);
  const users: Loose[] = await shards.db['user']?.onAllShards().findMany();
  const accounts: Loose[] = await shards.db['account']?.onAllShards().findMany();
  const values = new Set([
    ...users.map((user) => `User.email ${JSON.stringify([user.email])}`),
    ...users.flatMap((user) =>
      user.nickname === null ? [] : [`User.nickname ${JSON.stringify([user.nickname])}`],
    ),
    ...accounts.map(
      (one) => `Account.bank_number ${JSON.stringify([one.bank, String(one.number)])}`,
    ),
  ]);
  // Cascades leave reservations behind, which are swept; none that a row needs is missing.
  const kept = new Set(
    (await readReservations(shards.urls)).map(({ index, value }) => `${index} ${value}`),
  );
  expect([...values].filter((value) => !kept.has(value))).toEqual([]);
}
