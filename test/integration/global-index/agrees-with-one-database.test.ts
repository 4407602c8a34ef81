import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';
import { readReservations } from './support/reservations.js';

const RUNS = Number(process.env['RUNS'] ?? 120);

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-oracle', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

type Call = readonly [model: string, method: string, args: Loose];

const id = fc.bigInt({ min: 1n, max: 6n });
const email = fc.constantFrom('a@b.c', 'A@b.c', "o'neil@b.c", 'ünï@b.c', '["x"]');
const nickname = fc.constantFrom(null, 'al', 'bo', 'cy');
const country = fc.constantFrom(null, 'de', 'fr');
const bank = fc.constantFrom('north', 'south');
const number = fc.integer({ min: 1, max: 3 });
const row = fc.record({ id, email, nickname, country, name: fc.constantFrom('x', 'y') });
const account = fc.record({ id, bank, number });

const by = row.chain((given) =>
  fc.constantFrom<Loose>(
    { id: given.id },
    { email: given.email },
    { nickname: given.nickname ?? 'al' },
  ),
);
const include = { accounts: { orderBy: { id: 'asc' } } };

const change = fc.oneof(
  fc.record({ email }),
  fc.record({ nickname }),
  fc.record({ email: email.map((set) => ({ set })), nickname }),
  fc.record({ name: fc.constant('z') }),
  fc.record({ country }),
  account.map((one) => ({ accounts: { create: one } })),
);

const call: fc.Arbitrary<Call> = fc.oneof(
  row.map((data): Call => ['user', 'create', { data, include }]),
  fc
    .tuple(row, fc.array(account, { maxLength: 2 }))
    .map(
      ([data, create]): Call => [
        'user',
        'create',
        { data: { ...data, accounts: { create } }, include },
      ],
    ),
  fc
    .array(row, { maxLength: 5 })
    .map((data): Call => ['user', 'createMany', { data, skipDuplicates: true }]),
  row.map((data): Call => ['user', 'createManyAndReturn', { data: [data] }]),
  fc.tuple(by, change).map(([where, data]): Call => ['user', 'update', { where, data, include }]),
  fc
    .tuple(row, change)
    .map(
      ([create, update]): Call => [
        'user',
        'upsert',
        { where: { id: create.id }, create, update, include },
      ],
    ),
  fc
    .tuple(row, change)
    .map(
      ([create, update]): Call => [
        'user',
        'upsert',
        { where: { email: create.email }, create, update },
      ],
    ),
  by.map((where): Call => ['user', 'delete', { where }]),
  id.map((one): Call => ['user', 'deleteMany', { where: { id: one } }]),
  by.map((where): Call => ['user', 'findUnique', { where, include }]),
  by.map((where): Call => ['user', 'findUniqueOrThrow', { where, select: { id: true } }]),
  fc
    .tuple(id, account)
    .map(([userId, data]): Call => ['account', 'create', { data: { ...data, userId } }]),
  fc
    .tuple(id, fc.array(account, { maxLength: 3 }))
    .map(
      ([userId, rows]): Call => [
        'account',
        'createMany',
        { data: rows.map((one) => ({ ...one, userId })) },
      ],
    ),
  fc
    .tuple(
      id,
      id,
      fc.oneof(fc.record({ bank }), fc.record({ number }), fc.record({ bank, number })),
    )
    .map(
      ([userId, of, data]): Call => [
        'account',
        'update',
        { where: { userId_id: { userId, id: of } }, data },
      ],
    ),
  fc
    .tuple(bank, number)
    .map(
      ([of, no]): Call => [
        'account',
        'findUnique',
        { where: { bank_number: { bank: of, number: no } }, include: { user: true } },
      ],
    ),
  fc
    .tuple(bank, number)
    .map(
      ([of, no]): Call => [
        'account',
        'delete',
        { where: { bank_number: { bank: of, number: no } } },
      ],
    ),
);

const run = (client: Loose, [model, method, args]: Call) =>
  outcomeOf(() => client[model][method](args));

test('every call is answered as by one database, and no value is ever on two rows', async () => {
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
}, 240_000);
