import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { divideNumeric } from '../../../runtime/merge/numeric/divide-numeric.js';
import {
  addNumerics,
  compareNumerics,
  type Numeric,
  numericText,
  readNumeric,
} from '../../../runtime/merge/numeric/numeric.js';
import { singleFloat } from '../../../runtime/merge/numeric/single-float.js';
import { type OneDatabase, openOneDatabase } from '../../support/one-database.js';

let database: OneDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await openOneDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.dispose();
});

const numeric = (text: string): Numeric => {
  const read = readNumeric(text);
  if (read === undefined) throw new Error(`no numeric: ${text}`);
  return read;
};

/** Numbers of every size, around powers of PostgreSQL's own digits, with zeros at both ends. */
const digits = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 60n }),
  fc.bigInt({ min: 0n, max: 99n }),
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -2, max: 2 }), fc.nat(9999))
    .map(([power, off, head]) => {
      const near = BigInt(head) * 10n ** BigInt(power) + BigInt(off);
      return near < 0n ? -near : near;
    }),
);
const written = fc
  .tuple(digits, fc.integer({ min: 0, max: 45 }), fc.boolean())
  .map(([value, scale, negative]) => numericText({ digits: negative ? -value : value, scale }));
const count = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 1n, max: 200n }),
  fc.constantFrom(1n, 9999n, 10_000n, 10_001n, 99_999_999n, 100_000_000n),
);

const MANY = 4000;

/** Rows that one statement answers for many values at once. */
async function ask(sql: string, ...lists: readonly (readonly unknown[])[]): Promise<string[]> {
  const { rows } = await client.query<{ answer: string }>(sql, [...lists]);
  return rows.map(({ answer }) => answer);
}

test('a quotient has the digits that PostgreSQL gives it', async () => {
  const drawn = fc.sample(fc.tuple(written, count), MANY);
  const answers = await ask(
    `SELECT (a::numeric / b::numeric)::text AS answer FROM unnest($1::text[], $2::text[]) AS t(a, b)`,
    drawn.map(([sum]) => sum),
    drawn.map(([, of]) => String(of)),
  );
  const ours = drawn.map(([sum, of]) => numericText(divideNumeric(numeric(sum), of)));
  expect(ours).toEqual(answers);
  expect(new Set(answers.map((text) => text.split('.')[1]?.length)).size).toBeGreaterThan(20);
});

test('a sum and an average are those of the aggregates', async () => {
  const lists = fc.sample(fc.array(written, { minLength: 1, maxLength: 8 }), 300);
  for (const list of lists) {
    const { rows } = await client.query(
      `SELECT sum(a)::text, avg(a)::text FROM unnest($1::numeric[]) AS t(a)`,
      [list],
    );
    const sum = list.map(numeric).reduce(addNumerics);
    expect({
      sum: numericText(sum),
      avg: numericText(divideNumeric(sum, BigInt(list.length))),
    }).toEqual(rows[0]);
  }
});

test('numbers come in the order of PostgreSQL, with NaN as the greatest', async () => {
  const special = fc.constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0.00', '1e3', '1000.0');
  const drawn = fc.sample(fc.tuple(fc.oneof(written, special), fc.oneof(written, special)), MANY);
  const answers = await ask(
    `SELECT CASE WHEN a::numeric < b::numeric THEN '<' WHEN a::numeric > b::numeric THEN '>' ELSE '=' END AS answer
     FROM unnest($1::text[], $2::text[]) AS t(a, b)`,
    drawn.map(([a]) => a),
    drawn.map(([, b]) => b),
  );
  const ours = drawn.map(([a, b]) => {
    const order = compareNumerics(numeric(a), numeric(b));
    return order < 0 ? '<' : order > 0 ? '>' : '=';
  });
  expect(ours).toEqual(answers);
});

test('sums of what is no number are those of PostgreSQL', async () => {
  const special = fc.constantFrom('NaN', 'Infinity', '-Infinity', '1.5');
  for (const list of fc.sample(fc.array(special, { minLength: 1, maxLength: 4 }), 100)) {
    const { rows } = await client.query(
      `SELECT sum(a)::text, avg(a)::float8::text FROM unnest($1::numeric[]) AS t(a)`,
      [list],
    );
    const sum = list.map(numeric).reduce(addNumerics);
    const avg = divideNumeric(sum, BigInt(list.length));
    expect({ sum: numericText(sum), avg: String(Number(numericText(avg))) }).toEqual(rows[0]);
  }
});

test('floats of 4 bytes are read as PostgreSQL writes them', async () => {
  const single = fc.oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0.1, 0.3, 16777216, 16777217, 1e38, 1.17549435e-38, 1e-45, 3.4028235e38),
  );
  const drawn = fc
    .sample(fc.tuple(single, single), MANY)
    .map(([a, b]) => a / 3 + b / 7)
    // PostgreSQL refuses what is too large or too small.
    .filter((value) => Number.isFinite(Math.fround(value)) && Math.fround(value) !== 0);
  const answers = await ask(
    `SELECT a::float4::text AS answer FROM unnest($1::float8[]) AS t(a)`,
    drawn,
  );
  expect(drawn.map(singleFloat)).toEqual(answers.map(Number));
});

test('what is written otherwise means the same', () => {
  expect(
    ['.5', '5.', '+1.50', '1e-7', '1.5e3', '-0'].map((text) => numericText(numeric(text))),
  ).toEqual(['0.5', '5', '1.50', '0.0000001', '1500', '0']);
  expect(readNumeric(1e-7)).toEqual({ digits: 1n, scale: 7 });
  expect(readNumeric(12n, 2)).toEqual({ digits: 1200n, scale: 2 });
  for (const none of ['', '.', ' 1', '1,5', 'x', null, undefined, {}, true]) {
    expect(readNumeric(none)).toBeUndefined();
  }
});
