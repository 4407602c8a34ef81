import { expect, test } from 'vitest';
import { withVirtualShards } from '../regions.js';

// The shard is the same for us/ca and US/CA; the rows keep the letters that they were given.
test('case 19: letter case does not move a customer', () =>
  withVirtualShards({}, async (db) => {
    for (const [country, state] of [
      ['US', 'CA'],
      ['us', 'ca'],
      ['Us', 'Ca'],
    ] as const) {
      await db.customer.create({ data: { country, state, number: 1, name: 'Ada' } });
    }
    const rows = await db.customer.onShard('us_west').findMany();
    expect(rows.map(({ country }) => country).sort()).toEqual(['US', 'Us', 'us']);
  }));

// A key field is never null, so "no state" is an empty text.
test('case 19: a country whose states do not matter needs none', () =>
  withVirtualShards({}, async (db) => {
    await db.customer.create({ data: { country: 'GB', state: '', number: 1, name: 'Ada' } });
    expect(await db.customer.onShard('eu').count()).toBe(1);
  }));
