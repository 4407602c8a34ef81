import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash64 } from '../../../runtime/hash/lookup3.js';
import { bucketOf, partitionHash } from '../../../runtime/hash/partition-hash.js';
import { canonicalValue } from '../../../runtime/key/canonical-value.js';
import type { KeyValue } from '../../../runtime/key/key-value.js';
import type { HashType as KeyType } from '../../../schema/model/key-type.js';
import { type OneDatabase, openOneDatabase } from '../../support/one-database.js';

const COUNT = 5000;

/** PostgreSQL's own functions, with the seed of hash partitioning. */
const SQL: Readonly<Record<KeyType, { readonly type: string; readonly hash: string }>> = {
  int: { type: 'int4', hash: 'hashint4extended' },
  bigint: { type: 'int8', hash: 'hashint8extended' },
  text: { type: 'text', hash: 'hashtextextended' },
  uuid: { type: 'uuid', hash: 'uuid_hash_extended' },
};
const SEED = '8816678312871386365';
const COMBINE = 0x49a0f4dd15e5a8e3n;

const bits = (count: number) => BigInt(`0x${randomBytes(count).toString('hex')}`);
const ALPHABET = [...'abc XYZ 019 äöü ßéñ 日本語 客户 👋🏽 🇸🇪 \t\n'];
const randomText = (length: number) =>
  Array.from({ length }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]).join('');

const RANDOM: Readonly<Record<KeyType, (i: number) => unknown>> = {
  int: () => Number(BigInt.asIntN(32, bits(4))),
  bigint: (i) => (i % 2 === 0 ? BigInt.asIntN(64, bits(8)) : Number(BigInt.asIntN(50, bits(8)))),
  text: (i) => randomText(i % 60),
  uuid: (i) => (i % 2 === 0 ? randomUUID() : randomUUID().toUpperCase()),
};

const EDGES: Readonly<Record<KeyType, readonly unknown[]>> = {
  int: [0, -0, 1, -1, 2147483647, -2147483648],
  bigint: [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 31, -(2 ** 32)],
  text: [
    '',
    'a',
    '0123456789ab',
    '0123456789abc',
    'x'.repeat(23),
    'x'.repeat(24),
    'é'.repeat(5000),
  ],
  uuid: ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
};

function canonical(type: KeyType, value: unknown): KeyValue {
  const key = canonicalValue(type, value);
  if (key === undefined) throw new Error(`no ${type}: ${String(value)}`);
  return key;
}

function combined(types: readonly KeyType[], key: readonly KeyValue[]): bigint {
  partitionHash(types, key);
  return (BigInt(hash64.high) << 32n) | BigInt(hash64.low);
}

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

describe('the partition hash agrees with PostgreSQL', () => {
  test.each(['int', 'bigint', 'text', 'uuid'] as const)('for random %s keys', async (type) => {
    const random = Array.from({ length: COUNT }, (_, i) => RANDOM[type](i));
    const given = [...EDGES[type], ...random].map((value) => canonical(type, value));
    const { rows } = await client.query<{ hash: string }>(
      `SELECT ${SQL[type].hash}(v, ${SEED})::text AS hash FROM unnest($1::${SQL[type].type}[]) WITH ORDINALITY AS t (v, i) ORDER BY i`,
      [given.map(String)],
    );
    const expected = rows.map(({ hash }) => BigInt.asUintN(64, BigInt(hash) + COMBINE));
    expect(given.map((key) => combined([type], [key]))).toEqual(expected);
  });

  test.each([
    [['bigint'], 16384],
    [['int'], 7],
    [['text'], 1000],
    [['uuid'], 4096],
    [['bigint', 'text'], 1000],
    [['uuid', 'int'], 4096],
    [['text', 'text', 'bigint'], 37],
  ] as const)('PostgreSQL would put rows of %j into our bucket of %i', async (types, buckets) => {
    const columns = types.map((type, i) => `c${i} ${SQL[type].type}`);
    const names = types.map((_, i) => `c${i}`);
    await client.query('DROP TABLE IF EXISTS parent');
    await client.query(
      `CREATE TABLE parent (${columns.join(', ')}) PARTITION BY HASH (${names.join(', ')})`,
    );
    const keys = Array.from({ length: 2000 }, (_, i) =>
      types.map((type) => canonical(type, RANDOM[type](i))),
    );
    const arrays = types.map((type, i) => `$${i + 2}::${SQL[type].type}[]`);
    const { rows } = await client.query<{ right: string; total: string }>(
      `SELECT count(*) FILTER (WHERE satisfies_hash_partition('parent'::regclass, ${buckets}, bucket, ${names.join(', ')})) AS right,
              count(*) AS total
       FROM unnest($1::int4[], ${arrays.join(', ')}) AS t (bucket, ${names.join(', ')})`,
      [
        keys.map((key) => bucketOf(types, key, buckets)),
        ...types.map((_, i) => keys.map((key) => String(key[i]))),
      ],
    );
    expect(rows).toEqual([{ right: '2000', total: '2000' }]);
  });
});
