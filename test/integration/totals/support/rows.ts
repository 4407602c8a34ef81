import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });

/** Few of each, so that groups have several rows and several shards have a part of them. */
const TEXTS = [
  '',
  'a',
  'A',
  'b',
  'B',
  'ä',
  'Ä',
  'z',
  'Z',
  'a b',
  'ab',
  'a-b',
  '_',
  '10',
  '9',
  'é',
  'e\u0301',
  '\u{1F600}',
  '\uFF5E',
  "o'x",
  'a\t',
];

export const text = fc.constantFrom(...TEXTS);
export const kind = fc.constantFrom('NEW', 'OPEN', 'DONE');
const moment = fc.constantFrom(
  new Date('2024-02-29T12:34:56.789Z'),
  new Date('1969-12-31T23:59:59.999Z'),
  new Date(0),
  new Date('2024-02-29T00:00:00.001Z'),
);
const day = fc.constantFrom(new Date('2024-02-29T00:00:00Z'), new Date('1905-01-01T00:00:00Z'));
const time = fc.constantFrom(
  new Date('1970-01-01T00:00:00.001Z'),
  new Date('1970-01-01T23:59:59Z'),
);

/** Sums of them are exact in whatever order they are added. */
const float = fc.oneof(
  fc.integer({ min: -64, max: 64 }).map((n) => n / 8),
  fc.constantFrom(0, -0, 1e6, 2 ** 40),
);
const real = fc.integer({ min: -64, max: 64 }).map((n) => n / 8);
const decimal = fc.oneof(
  fc.constantFrom('0', '0.1', '-2.50', '12345678901234567890.123456789', '1e-9', '99999.5'),
  fc.integer({ min: -9999, max: 9999 }).map((n) => String(n / 100)),
);
const price = fc.integer({ min: -99999, max: 99999 }).map((n) => (n / 100).toFixed(2));

const row = fc.record({
  tenant: fc.integer({ min: 1, max: 12 }),
  small: maybe(fc.integer({ min: -2, max: 3 })),
  count: maybe(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(2147483647, -2147483648))),
  big: maybe(fc.constantFrom(0n, 1n, -7n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n))),
  dec: maybe(decimal),
  price: maybe(price),
  free: maybe(decimal),
  float: maybe(float),
  real: maybe(real),
  plain: maybe(text),
  text: maybe(text),
  short: maybe(fc.constantFrom('a', 'b', 'a b', 'B', 'a\t')),
  uid: maybe(
    fc.constantFrom('a0eebc99-9c0b-4ef8-bb6d-000000000001', 'a0eebc99-9c0b-4ef8-bb6d-000000000002'),
  ),
  flag: maybe(fc.boolean()),
  kind: maybe(kind),
  at: maybe(moment),
  zoned: maybe(moment),
  micro: maybe(moment),
  day: maybe(day),
  time: maybe(time),
  bytes: maybe(fc.constantFrom(new Uint8Array(), new Uint8Array([0, 255]), new Uint8Array([1]))),
});

/** Rows of the whole table, each with a key of its own. */
export const rows: fc.Arbitrary<Loose[]> = fc
  .array(row, { maxLength: 60 })
  .map((drawn) => drawn.map((each, i) => ({ ...each, id: i, code: `code ${i}` })));
