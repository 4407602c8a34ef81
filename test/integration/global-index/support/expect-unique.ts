import { expect } from 'vitest';
import type { GeneratedShards, Loose } from '../../../support/generated-shards.js';
import { readReservations } from './reservations.js';

/** No value is on two rows, and each row's values are reserved for it. */
export async function expectUnique({ db, urls }: Pick<GeneratedShards, 'db' | 'urls'>) {
  const { user }: Loose = db;
  const users: Loose[] = await user.onAllShards().findMany();
  const reserved = new Map(
    (await readReservations(urls)).map(({ index, value, key }) => [`${index} ${value}`, key]),
  );
  const seen = new Map<string, string>();
  for (const { id, email, nickname } of users) {
    const values = [`User.email ${JSON.stringify([email])}`];
    if (nickname !== null) values.push(`User.nickname ${JSON.stringify([nickname])}`);
    for (const value of values) {
      const key = JSON.stringify([String(id)]);
      expect(seen.get(value), value).toBeUndefined();
      expect(reserved.get(value), value).toBe(key);
      seen.set(value, key);
    }
  }
  expect(users.length).toBeGreaterThan(0);
}
