import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  generateCode,
  type Loose,
  type LooseShards,
  startGeneratedShards,
} from '../../support/generated-shards.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `t${from + i}` }));

test('a draining shard keeps its keys and gets no new ones', async () => {
  const shards = await startGeneratedShards(
    'lookup-draining',
    SCHEMA,
    {},
    {
      placements: {
        Tenant: { shard_1: { weight: 3 }, shard_2: { acceptNewKeys: false } },
      },
    },
  );
  // Another version of the program, for which all shards are alike.
  const before = await generateCode('lookup-before-draining', SCHEMA);
  const older = before.createClient({
    shards: Object.fromEntries(shards.names.map((name, i) => [name, shards.urls[i] ?? ''])),
    control: { url: shards.virtual.control?.url ?? '' },
  });
  try {
    const counts = async (client: LooseShards) =>
      Object.fromEntries(
        await Promise.all(
          shards.names.map(async (name) => [
            name,
            await (client['tenant'] as Loose).onShard(name).count(),
          ]),
        ),
      );
    await (older['tenant'] as Loose).createMany({ data: ids(0, 60) });
    const first = await counts(older);
    expect(first.shard_2).toBeGreaterThan(0);

    const { db } = shards;
    await (db['tenant'] as Loose).createMany({ data: ids(60, 300) });
    const second = await counts(db);
    expect(second.shard_2).toBe(first.shard_2);
    // Three keys of five, where the others have one each: far from alike.
    expect(second.shard_1).toBeGreaterThan(second.shard_3 + second.shard_4);

    const kept: Loose[] = await (db['tenant'] as Loose).onShard('shard_2').findMany();
    for (const { id } of kept) {
      await (db['project'] as Loose).create({ data: { tenantId: id, id: 1 } });
      expect(await (db['tenant'] as Loose).findUnique({ where: { id } })).toMatchObject({ id });
    }
    expect(await (db['project'] as Loose).onShard('shard_2').count()).toBe(kept.length);
  } finally {
    await older.$disconnect();
    await shards.stop();
  }
});
