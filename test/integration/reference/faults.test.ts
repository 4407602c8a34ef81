import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestingKit, randomSeed } from '../../../runtime/testing/index.js';
import {
  type GeneratedShards,
  type Loose,
  type LooseShards,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { expectEqualCopies, expectNothingPrepared } from './support/copies.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('reference-faults', SCHEMA);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** What a call may end with when statements fail: named, or Prisma's own for an error of the database. */
const NAMED = /^(?:SG3704|SG3706|SG3709|SG3712|SG5001|P\d{4})$/;

test('whatever statement fails, a write happens everywhere or nowhere, and no answer is wrong', async () => {
  const db: Loose = shards.db;
  const ends = { written: 0, failed: 0 };
  await shards.virtual.withRandomFaults(
    randomSeed(),
    async ({ seed }) => {
      for (let i = 0; i < 12; i++) {
        const id = (seed % 1_000_000) * 100 + i;
        const outcome = await db.continent
          .create({ data: { id, name: `c${id}`, parts: { create: { id: -id, name: `p${id}` } } } })
          .then(
            () => 'written',
            (error: Loose) => error,
          );
        if (outcome === 'written') {
          ends.written += 1;
          const found = await db.continent.findUnique({ where: { id } }).catch((e: Loose) => e);
          if (found instanceof Error) expect(Reflect.get(found, 'code')).toMatch(NAMED);
          else expect(found).toMatchObject({ id });
        } else {
          ends.failed += 1;
          expect(outcome.code, outcome.stack).toMatch(NAMED);
        }
      }
    },
    { rate: 0.05, runs: 8, kinds: ['error', 'lose-request', 'lose-reply', 'crash'] },
  );
  const { equal } = await db.$referenceModels.check();
  expect(equal).toBe(true);
  await expectEqualCopies(shards.urls);
  await expectNothingPrepared(shards.urls);
  const rows = await db.continent.count();
  // A write whose outcome was not known counts as failed, and may be there.
  expect(rows).toBeGreaterThanOrEqual(2 * ends.written);
  expect(ends.written).toBeGreaterThan(0);
  expect(ends.failed).toBeGreaterThan(0);
}, 240_000);

test('a shard that does not answer is named when the time of the call is over, and nothing stays behind', async () => {
  const kit = createTestingKit<LooseShards, string>({
    createShards: (options) => shards.createClient({ ...options, deadlineMs: 1_000 }),
    schema: SCHEMA,
  });
  await kit.withVirtualShards(3, async (db: Loose, virtual) => {
    const urls = virtual.names.map((name) => virtual.shard(name).url);
    await db.tag.create({ data: { label: 'a' } });
    await virtual.shard('shard_2').partition();
    await expect(db.tag.create({ data: { label: 'b' } })).rejects.toMatchObject({
      code: 'SG5004',
      shard: 'shard_2',
    });
    await virtual.shard('shard_2').restore();
    await expect
      .poll(() =>
        db.tag.create({ data: { label: 'c' } }).then(
          () => 'c',
          () => '',
        ),
      )
      .toBe('c');
    expect(await db.$referenceModels.check()).toMatchObject({ equal: true });
    await expectNothingPrepared(urls);
  });
}, 60_000);
