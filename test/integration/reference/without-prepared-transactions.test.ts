import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { createTestingKit } from '../../../runtime/testing/index.js';
import {
  type GeneratedCode,
  generateCode,
  type Loose,
  type LooseShards,
} from '../../support/generated-shards.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let code: GeneratedCode;

beforeAll(async () => {
  code = await generateCode('reference-unprepared', SCHEMA);
});

// PGlite prepares no transactions, as a server with max_prepared_transactions = 0 does not.
const kit = () =>
  createTestingKit<LooseShards, string>({
    createShards: (options) => code.createClient(options),
    schema: SCHEMA,
  });

test('several shards that prepare nothing are not written, with the setting in the error', async () => {
  await kit().withVirtualShards({ shards: 2, engine: 'pglite' }, async (db: Loose) => {
    await expect(db.tag.create({ data: { label: 'eu' } })).rejects.toMatchObject({
      code: 'SG3706',
      message: expect.stringContaining('shard "shard_2" has max_prepared_transactions = 0'),
    });
    for (const shard of ['shard_1', 'shard_2']) expect(await db.tag.onShard(shard).count()).toBe(0);
    expect(await db.$referenceModels.check()).toMatchObject({ equal: true });
  });
}, 60_000);

test('one shard alone needs no prepared transactions', async () => {
  await kit().withVirtualShards({ shards: 1, engine: 'pglite' }, async (db: Loose) => {
    await db.country.create({ data: { code: 'DE', name: 'D', tags: { create: { label: 'eu' } } } });
    expect(await db.country.findMany({ include: { tags: true } })).toMatchObject([
      { code: 'DE', tags: [{ label: 'eu' }] },
    ]);
  });
}, 60_000);
