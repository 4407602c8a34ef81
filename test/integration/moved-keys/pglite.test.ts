import { expect, test } from 'vitest';
import { TEST_SEAMS } from '../../../runtime/client/test-seams.js';
import { createTestingKit } from '../../../runtime/testing/index.js';
import { generateCode, type Loose } from '../../support/generated-shards.js';
import { createTenant, LIFETIME_MS, LOOKUP_SCHEMA } from './support.js';

test('keys are moved between databases that take one connection only', async () => {
  const code = await generateCode('moved-keys-pglite', LOOKUP_SCHEMA);
  const kit = createTestingKit({
    createShards: (options) => {
      const seams = options[TEST_SEAMS];
      const shorter = seams && { ...seams, entryLifetimeMs: LIFETIME_MS };
      return code.createClient({ ...options, ...(shorter && { [TEST_SEAMS]: shorter }) });
    },
    schema: LOOKUP_SCHEMA,
  });
  await kit.withVirtualShards({ shards: 2, engine: 'pglite' }, async (db) => {
    const client: Loose = db;
    await createTenant(client, 'acme');
    await createTenant(client, 'other');
    const key = { id: 'acme' };
    const { shard } = await client.tenant.route(key);
    const to = shard === 'shard_1' ? 'shard_2' : 'shard_1';
    // In both directions, and several at once.
    for (const home of [to, shard]) {
      await Promise.all(
        ['acme', 'other'].map((id) => client.$directory.move('Tenant', { id }, home)),
      );
      expect(await client.task.onShard(home).count()).toBe(12);
      expect(await client.task.onAllShards().count()).toBe(12);
    }
  });
}, 240_000);
