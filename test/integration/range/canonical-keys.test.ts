import { inspect } from 'node:util';
import { Decimal } from '@prisma/client/runtime/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose } from '../../support/generated-shards.js';
import { isRefusal, outcomeOf } from '../generated/support/outcome.js';
import { type Ranges, SHARDS, startRanges } from './support.js';

const RUNS = Number(process.env['RUNS'] ?? 150);

let shards: Ranges;

beforeAll(async () => {
  shards = await startRanges('ranges-canonical');
});

afterAll(() => shards.stop());

/** Creates a row of this key on both sides, finds it by the key as given and as read, and removes it. */
async function roundTrip(
  model: string,
  field: string,
  given: unknown,
  rest: Loose = {},
): Promise<'taken' | 'refused'> {
  const label = `${model}.${field} = ${inspect(given)}`;
  const [ours, theirs] = [shards.db[model], shards.oracle[model]];
  const key = { [field]: given };
  const data = { ...key, ...rest };
  const row = await outcomeOf(() => ours?.create({ data }) ?? Promise.reject());
  if (isRefusal(row)) {
    expect(row, label).toMatchObject({ code: 'SG3002' });
    return 'refused';
  }
  const expected = await outcomeOf(() => theirs?.create({ data }) ?? Promise.reject());
  if (!row.ok || !expected.ok) {
    expect([row.ok, expected.ok], label).toEqual([false, false]);
    return 'refused';
  }
  expect(row.value, label).toEqual(expected.value);
  const read = row.value[field];
  const route: Loose = ours?.route(key);
  expect(ours?.route({ [field]: read }).shard, label).toBe(route.shard);
  const held = SHARDS.map((name) => ours?.onShard(name).count());
  expect(await Promise.all(held), label).toEqual(
    SHARDS.map((name) => Number(name === route.shard)),
  );
  for (const where of [key, { [field]: read }, { [field]: { equals: given } }]) {
    expect(await ours?.findMany({ where }), label).toEqual(await theirs?.findMany({ where }));
    expect(await ours?.onAllShards().count({ where }), label).toBe(await theirs?.count({ where }));
  }
  await ours?.deleteMany({ where: { [field]: read } });
  await theirs?.deleteMany({});
  expect(await ours?.onAllShards().count(), label).toBe(0);
  return 'taken';
}

const DATES = [
  [new Date('2024-01-01T00:00:00.123Z'), 'taken'],
  [new Date(Number.NaN), 'refused'],
  ['2024-01-01', 'refused'],
  ['2024-01-01T00:00:00', 'refused'],
  ['2024-01-01T00:00:00Z', 'taken'],
  ['2023-12-31 23:59:59Z', 'taken'],
  ['2024-01-01t00:00:00z', 'taken'],
  ['2024-01-01T00:00Z', 'refused'],
  ['2023-12-31T23:59:59.9999999Z', 'taken'],
  ['2024-01-01T01:59:59.999+02:00', 'taken'],
  ['2024-01-01T02:00:00+02:00', 'taken'],
  ['2023-12-31T22:00:00.4999-02:00', 'taken'],
  ['2024-01-01T00:00:00-00:00', 'taken'],
  ['2024-02-30T00:00:00Z', 'refused'],
  ['2024-12-31T23:59:60Z', 'refused'],
  ['2024-12-31T24:00:00Z', 'refused'],
  ['0000-01-01T00:00:00Z', 'refused'],
  ['0001-01-01T00:00:00Z', 'taken'],
  ['0001-01-01T00:00:00+01:00', 'refused'],
  ['9999-12-31T23:59:59.999Z', 'taken'],
  ['9999-12-31T23:59:59-01:00', 'refused'],
  [new Date(8.64e15), 'refused'],
  [1704067200000, 'refused'],
  ['2024-01-01T00:00:00+24:00', 'refused'],
  [null, 'refused'],
] as const;

const DECIMALS = [
  ...[
    0.1,
    0.3,
    '0.3',
    '0.30',
    '-0',
    -0,
    '1e3',
    '1E-3',
    '+5',
    '.5',
    '5.',
    '00012.50',
    '-.5',
    '1e+3',
  ],
  ...[10.505, '10.505', '-10.505', '-10.495', '0.295', '0.2949999', '9007199254740993', 1e-7, 1e21],
  ...[
    2 ** 53 - 1,
    new Decimal('10.505'),
    new Decimal('1e3'),
    { d: [3], e: 0, s: 1, toFixed: () => '0.3' },
  ],
  ...['99999999.994', '99999999.995', '0.29999999999999999999999999999951', '1e-40'],
].map((value) => [value, 'taken'] as const);

const NO_DECIMALS = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, new Decimal(Number.NaN), new Decimal('Infinity')],
  ...['', ' 5', 'abc', '0x10', 'NaN', '--5', '1e', '1,5', 5n, true, null, {}, '1e200000', '1_000'],
  // They may have lost digits: neither Prisma nor anybody knows which decimal was meant.
  ...[0.1 + 0.2, 1.0000000000000002, 123456789012345680000],
].map((value) => [value, 'refused'] as const);

describe('what Prisma takes as a key is routed by what the database holds', () => {
  test.each(DATES)('of a timestamp: %o is %s', async (given, verdict) => {
    expect(await roundTrip('event', 'createdAt', given, { id: 1 })).toBe(verdict);
    expect(await roundTrip('zoned', 'at', given)).toBe(verdict);
    expect(await roundTrip('day', 'day', given)).toBe(verdict);
  });

  test.each([...DECIMALS, ...NO_DECIMALS])('of a decimal: %o is %s', async (given, verdict) => {
    // Too large for the column: the database says so on both sides.
    const fits = !(Number(given) >= 99999999.995);
    expect(await roundTrip('price', 'amount', given)).toBe(fits ? verdict : 'refused');
    expect(await roundTrip('fine', 'amount', given)).toBe(verdict);
    expect(await roundTrip('unlimited', 'amount', given)).toBe(verdict);
  });

  test.each([
    [1, 'taken'],
    [1n, 'taken'],
    [9007199254740993n, 'taken'],
    [-9007199254740993n, 'taken'],
    [9007199254740992n, 'taken'],
    [2 ** 53, 'refused'],
    [2n ** 63n, 'refused'],
    [1.5, 'refused'],
  ] as const)('of a bigint: %s is %s', async (given, verdict) => {
    expect(await roundTrip('big', 'id', given)).toBe(verdict);
  });
});

test('any decimal and any number is stored as it was routed, or refused', async () => {
  const near = fc.integer({ min: -2_000, max: 2_000 }).map((n) => `${n}e-3`);
  const value = fc.oneof(
    near,
    near.map(Number),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
    fc.double({ noNaN: true, min: -20, max: 20 }).map((n) => Number(n.toPrecision(12))),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((n) => `${n}e-38`),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((n) => new Decimal(`${n}e-32`)),
  );
  const taken = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom('price', 'fine', 'unlimited'), async (given, model) => {
      taken[await roundTrip(model, 'amount', given)] += 1;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(taken.taken).toBeGreaterThan(RUNS / 3);
}, 180_000);

test('any instant is stored as it was routed', async () => {
  const value = fc
    .tuple(
      fc.date({ min: new Date('2023-12-30'), max: new Date('2024-01-03'), noInvalidDate: true }),
      fc.constantFrom('Z', '+02:00', '-11:30', ''),
      fc.stringMatching(/^[0-9]{0,6}$/),
    )
    .map(([date, offset, digits]) =>
      offset === '' ? date : date.toISOString().replace(/Z$/, `${digits}${offset}`),
    );
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom('zoned at', 'day day'), async (given, place) => {
      const [model = '', field = ''] = place.split(' ');
      expect(await roundTrip(model, field, given)).toBe('taken');
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 180_000);
