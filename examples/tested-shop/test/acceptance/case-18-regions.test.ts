import { expect, test } from 'vitest';
import { withVirtualShards } from '../regions.js';

const HOMES = {
  us_west: ['US CA', 'US OR'],
  us_east: ['US NY', 'US FL'],
  us_central: ['US TX', 'US IL'],
  eu: ['GB London', 'DE Berlin'],
  apac: ['JP Tokyo', 'AU NSW'],
  global: ['BR SP', 'ZA Gauteng'],
} as const;

test('case 18: each customer lives in the shard of her region, and nowhere else', () =>
  withVirtualShards({}, async (db, { names }) => {
    await db.customer.createMany({
      data: Object.values(HOMES)
        .flat()
        .map((place, number) => {
          const [country = '', state = ''] = place.split(' ');
          return { country, state, number, name: 'Ada' };
        }),
    });
    for (const name of names) {
      const rows = await db.customer.onShard(name).findMany({ orderBy: { number: 'asc' } });
      expect(rows.map(({ country, state }) => `${country} ${state}`)).toEqual(HOMES[name]);
    }
  }));
