import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';

const schemaPath = fileURLToPath(new URL('limited-key.prisma', import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('limited-key', schemaPath);
});

afterAll(() => shards.stop());

// PostgreSQL cuts surplus spaces of varchar(n): the row would live under the shorter key.
const LONG = ['abcde ', 'abcde   ', 'abcdefgh'];

test('PostgreSQL stores a key that is too long only by spaces under another key', async () => {
  const stored = await shards.oracle['shop']?.create({ data: { handle: 'spare  ', title: 'x' } });
  expect(stored.handle).toBe('spare');
});

test.each(LONG)(
  'a key that its column cannot hold is refused, and nothing is written: %j',
  async (handle) => {
    const { shop, ware } = shards.db;
    const { queries } = shards.virtual;
    queries.clear();
    const calls = [
      () => shop?.create({ data: { handle, title: 'x' } }),
      () =>
        shop?.createMany({
          data: [
            { handle: 'ok', title: 'x' },
            { handle, title: 'x' },
          ],
        }),
      () => shop?.findUnique({ where: { handle } }),
      () => shop?.upsert({ where: { handle }, create: { handle, title: 'x' }, update: {} }),
      () => ware?.create({ data: { sku: 'a', shop: { connect: { handle } } } }),
      () => ware?.findMany({ where: { handle: { equals: handle } } }),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code: 'SG3002',
        message: expect.stringContaining('handle'),
        fix: expect.stringContaining('at most 5 characters'),
      });
      expectNothingSent(queries);
    }
    expect(await shop?.onAllShards().count()).toBe(0);
  },
);

test('a key that fits exactly is found again', async () => {
  const { shop } = shards.db;
  for (const handle of ['abcde', 'abc  ', '\u{1F600}'.repeat(5)]) {
    await shop?.create({ data: { handle, title: handle } });
    expect(await shop?.findUnique({ where: { handle } })).toMatchObject({ handle });
    await shop?.delete({ where: { handle } });
  }
});
