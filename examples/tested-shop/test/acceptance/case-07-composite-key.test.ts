import { expect, test } from 'vitest';
import {
  assertNoQueries,
  assertQueriesOnShard,
  assertScatter,
  withVirtualShards,
} from '../shards.js';

// There are no chained `where` calls: parts of a filter are put together before the call.
test('case 7: both fields of a composite key lead to one shard, in one selector or in parts', () =>
  withVirtualShards(4, async (db) => {
    await db.account.create({ data: { region: 'us-east', number: 99, balance: '12.00' } });
    const inRegion = { region: 'us-east' };
    const byParts = await assertQueriesOnShard('shard_4', () =>
      db.account.findMany({ where: { ...inRegion, number: { equals: 99 } } }),
    );
    const bySelector = await assertQueriesOnShard('shard_4', () =>
      db.account.findUnique({ where: { region_number: { region: 'us-east', number: 99 } } }),
    );
    expect(byParts).toEqual([bySelector]);
  }));

test('case 7: one field of the key alone leads nowhere, or everywhere when told to', () =>
  withVirtualShards(4, async (db, { names }) => {
    await db.account.createMany({
      data: Array.from({ length: 20 }, (_, number) => ({ region: 'us-east', number })),
    });
    await assertNoQueries(async () => {
      // @ts-expect-error: Property 'number' is missing
      const accounts = db.account.findMany({ where: { region: 'us-east' } });
      await expect(accounts).rejects.toMatchObject({ code: 'SG3001' });
    });
    const accounts = await assertScatter(
      () => db.account.onAllShards().findMany({ where: { region: 'us-east' } }),
      names,
    );
    expect(accounts).toHaveLength(20);
  }));
