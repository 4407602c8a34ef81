import { expect, test } from 'vitest';
import { withVirtualShards } from '../ranges.js';

// Instants compare alike everywhere. Texts do not: the database compares them by its own collation, so a
// stretch of them asks all shards.
test('case 17: a stretch of 2024 asks both shards of that year, and no other', () =>
  withVirtualShards({}, async (db, { queries }) => {
    const days = ['2023-12-31', '2024-01-01', '2024-07-15', '2024-08-01', '2025-01-01'];
    await db.event.createMany({
      data: days.map((day, number) => ({ at: `${day}T00:00:00Z`, number, title: day })),
    });
    queries.clear();
    const events = await db.event.onAllShards().findMany({
      where: { at: { gte: new Date('2024-01-01'), lt: new Date('2024-08-01') } },
    });
    expect(events.map(({ title }) => title)).toEqual(['2024-01-01', '2024-07-15']);
    expect(db).toHaveQueriedOnly(['y2024_h1', 'y2024_h2']);
  }));
