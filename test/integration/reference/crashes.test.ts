import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { expectEqualCopies, expectNothingPrepared } from './support/copies.js';

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-crashes', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.reset();
  await db.country.create({ data: { code: 'DE', name: 'before' } });
});

const rename = (client: Loose, name: string) =>
  client.country.update({ where: { code: 'DE' }, data: { name } }).then(
    (row: Loose) => row.name,
    (error: unknown) => error,
  );

/** All connections are gone, as if the process had died; what was prepared stays. */
async function loseConnections(): Promise<void> {
  for (const name of shards.names) {
    await shards.virtual.shard(name).crash();
    await shards.virtual.shard(name).restore();
  }
}

async function expectName(name: string): Promise<void> {
  await expectNothingPrepared(shards.urls);
  await expectEqualCopies(shards.urls);
  for (const shard of shards.names) {
    expect(await db.country.onShard(shard).findMany()).toMatchObject([{ name }]);
  }
}

describe('a process that dies', () => {
  for (const [step, title, name] of [
    [1, 'after a statement has run everywhere', 'before'],
    [2, 'after all have prepared', 'before'],
    [3, 'after the decision', 'after'],
    [4, 'before its caller knows', 'after'],
  ] as const) {
    test(`${title}: another process finds all copies as they were decided`, async () => {
      const stop = shards.virtual.failPoints.stopAt('referenceWrite', step);
      const dead = rename(db, 'after');
      await stop.reached;
      await loseConnections();
      const other: Loose = shards.createShards(shards.urls);
      await other.tag.create({ data: { label: 'next' } });
      await expectName(name);
      // What is left of the dead one changes nothing any more.
      stop.goOn();
      await dead;
      await expectName(name);
      await other.$disconnect();
    });

    test(`${title}: check() does the same`, async () => {
      const stop = shards.virtual.failPoints.stopAt('referenceWrite', step);
      const dead = rename(db, 'after');
      await stop.reached;
      await loseConnections();
      const other: Loose = shards.createShards(shards.urls);
      expect(await other.$referenceModels.check()).toMatchObject({ equal: true });
      await expectName(name);
      stop.goOn();
      await dead;
      await other.$disconnect();
    });
  }
});

describe('a shard that crashes', () => {
  for (const shard of ['shard_1', 'shard_3']) {
    for (const step of [1, 2, 3]) {
      test(`${shard}, while a write is at step ${step}: the write happens everywhere or nowhere`, async () => {
        const stop = shards.virtual.failPoints.stopAt('referenceWrite', step);
        const write = rename(db, 'after');
        await stop.reached;
        await shards.virtual.shard(shard).crash();
        await shards.virtual.shard(shard).restore();
        stop.goOn();
        const outcome = await write;
        await db.tag.create({ data: { label: 'next' } });
        if (outcome === 'after') await expectName('after');
        else {
          expect(outcome).toMatchObject({ code: 'SG5001', shard });
          await expectName('before');
        }
      });
    }
  }

  test('a lost reply to the decision is asked for: the write is acknowledged', async () => {
    const stop = shards.virtual.failPoints.stopAt('referenceWrite', 2);
    const write = rename(db, 'after');
    await stop.reached;
    await shards.virtual.shard('shard_1').dropReply({ on: 'transaction' });
    stop.goOn();
    expect(await write).toBe('after');
    await expectName('after');
  });

  test('a decision whose fate is not known is a named error, and ends as it was decided', async () => {
    const stop = shards.virtual.failPoints.stopAt('referenceWrite', 2);
    const write = rename(db, 'after');
    await stop.reached;
    await shards.virtual.shard('shard_1').dropReply({ on: 'transaction' });
    const down = shards.virtual.shard('shard_1');
    // Those of earlier writes are there too.
    const before = (await decisions()).rows.length;
    stop.goOn();
    for (;;) {
      const { rows } = await decisions();
      if (rows.length > before) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await down.down();
    expect(await write).toMatchObject({ code: 'SG3709' });
    await down.restore();
    expect(await db.$referenceModels.check()).toMatchObject({ equal: true });
    await expectName('after');
  });

  test('a follower that is down when the others commit catches up, and is not read meanwhile', async () => {
    const stop = shards.virtual.failPoints.stopAt('referenceWrite', 3);
    const write = rename(db, 'after');
    await stop.reached;
    const down = shards.virtual.shard('shard_4');
    await down.down();
    stop.goOn();
    expect(await write).toBe('after');
    await down.restore();
    for (let i = 0; i < 8; i++) {
      expect(await db.country.findMany()).toMatchObject([{ name: 'after' }]);
    }
    await expect
      .poll(() => db.country.onShard('shard_4').findMany(), { timeout: 20_000 })
      .toMatchObject([{ name: 'after' }]);
    await expectName('after');
  });
});

async function decisions() {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: shards.urls[0] });
  await client.connect();
  try {
    return await client.query('SELECT id FROM shardgen.reference_decision');
  } finally {
    await client.end();
  }
}
