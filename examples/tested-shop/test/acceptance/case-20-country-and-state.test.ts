import { expect, test } from 'vitest';
import {
  assertNoQueries,
  assertQueriesOnShard,
  assertScatter,
  withVirtualShards,
} from '../regions.js';

test('case 20: country and state ask one shard', () =>
  withVirtualShards({}, async (db) => {
    await assertQueriesOnShard('us_west', () =>
      db.customer.findMany({ where: { country: 'US', state: 'CA' } }),
    );
  }));

// The country alone is no key: it does not compile. One asks all shards, or names those of the country.
test('case 20: the country alone asks nobody, or all, or the three shards of that country', () =>
  withVirtualShards({}, async (db, { names, queries }) => {
    const where = { country: 'US' };
    await assertNoQueries(async () => {
      // @ts-expect-error: Property 'state' is missing
      await expect(db.customer.findMany({ where })).rejects.toMatchObject({ code: 'SG3001' });
    });
    await assertScatter(() => db.customer.onAllShards().findMany({ where }), names);

    queries.clear();
    const american = ['us_west', 'us_east', 'us_central'] as const;
    await Promise.all(american.map((name) => db.customer.onShard(name).findMany({ where })));
    expect(db).toHaveQueriedOnly([...american]);
  }));
