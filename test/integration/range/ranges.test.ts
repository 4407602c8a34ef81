import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Loose, LooseRepository } from '../../support/generated-shards.js';
import { type Ranges, SHARDS, startRanges } from './support.js';

let shards: Ranges;
let events: LooseRepository;
let accounts: LooseRepository;
let docs: LooseRepository;

const IDS = [1, 999, 1000, 5000, 9999, 10000, 50000, 99999, 100000, 500000, -5, 2147483647];
const DOC_IDS = ['2023_06_15_a', '2024_03_15_b', '2024_03_20_c', '2024_09_10_d', '2025_01_01_e'];
const TIMES = ['2023-12-31T23:59:59.999Z', '2024-01-01T00:00:00Z', '2024-06-30T23:59:59.999Z']
  .concat(['2024-07-01T00:00:00Z', '2024-12-31T23:59:59.999Z', '2025-01-01T00:00:00Z'])
  .map((time) => new Date(time));

beforeAll(async () => {
  shards = await startRanges('ranges');
  events = shards.db['event'] as LooseRepository;
  accounts = shards.db['account'] as LooseRepository;
  docs = shards.db['doc'] as LooseRepository;
  for (const client of [shards.db, shards.oracle]) {
    const loose: Loose = client;
    await loose.account.createMany({ data: IDS.map((id) => ({ id, userId: id % 2 })) });
    await loose.doc.createMany({ data: DOC_IDS.map((id, i) => ({ id, userId: i % 2 })) });
    for (const [i, createdAt] of TIMES.entries()) {
      const notes = { create: [{ id: 1, text: 'a' }, { id: 2 }] };
      await loose.event.create({ data: { createdAt, id: i, score: i, notes } });
    }
  }
});

afterAll(() => shards.stop());
afterEach(() => vi.useRealTimers());

/** The answer of a call, and the shards that it asked. */
async function asked(call: () => Promise<Loose>) {
  const { queries } = shards.virtual;
  queries.clear();
  const answer = await call();
  return { answer, shards: [...queries.shards].sort() };
}

const sorted = (names: readonly string[]) => [...names].sort();

describe('acceptance case 13: integer ranges', () => {
  test.each([
    [1000, 'h1'],
    [5000, 'h1'],
    [9999, 'h1'],
    [10000, 'h2'],
    [50000, 'h2'],
    [500000, 'current'],
    [999, 'y2023'],
    [-5, 'y2023'],
  ])('%i lives on %s', async (id, shard) => {
    expect(accounts.route({ id }).shard).toBe(shard);
    const found = await asked(() => accounts.findUnique({ where: { id } }));
    expect(found).toMatchObject({ answer: { id }, shards: [shard] });
    expect(await accounts.onShard(shard).count({ where: { id } })).toBe(1);
  });
});

describe('acceptance case 14: texts by their characters', () => {
  test.each([
    ['2023_06_15_a', 'y2023'],
    ['2024_03_20_c', 'h1'],
    ['2024_09_10_d', 'h2'],
    ['2025_01_01_e', 'current'],
  ])('%s lives on %s', async (id, shard) => {
    const found = await asked(() => docs.findUnique({ where: { id } }));
    expect(found).toMatchObject({ answer: { id }, shards: [shard] });
  });
});

describe('acceptance case 16: which shards are asked', () => {
  test('all for a filter on another field, and one for an id', async () => {
    const all = await asked(() => docs.onAllShards().findMany({ where: { userId: 1 } }));
    expect(all.answer).toHaveLength(2);
    expect(all.shards).toEqual(sorted(SHARDS));
    const one = await asked(() => docs.onAllShards().findMany({ where: { id: DOC_IDS[1] } }));
    expect(one).toMatchObject({ answer: [{ id: DOC_IDS[1] }], shards: ['h1'] });
  });

  test.each([
    [{ id: { gte: '2024_01', lt: '2024_08' } }, SHARDS],
    [{ id: { startsWith: '2024_03' } }, SHARDS],
    [{ id: { equals: '2024_03_15_B', mode: 'insensitive' } }, SHARDS],
    [{ id: { in: ['2024_03_15_b', '2025_01_01_e'] } }, ['h1', 'current']],
  ])('of texts, whose comparison is the column’s own: %j', async (where, expected) => {
    const { answer, shards: names } = await asked(() => docs.onAllShards().count({ where }));
    expect(names).toEqual(sorted(expected));
    expect(answer).toBe(await shards.oracle['doc']?.count({ where }));
  });

  const [y2023 = new Date(), y2024 = new Date(), , july = new Date(), , y2025 = new Date()] = TIMES;
  test.each([
    [{ createdAt: { gte: y2024, lt: july } }, ['h1']],
    [{ createdAt: { gt: y2024, lte: july } }, ['h1', 'h2']],
    [{ createdAt: { lt: y2024 } }, ['y2023']],
    [{ createdAt: { lte: y2024 } }, ['y2023', 'h1']],
    [{ createdAt: { gte: y2025 } }, ['current']],
    [{ createdAt: y2023 }, ['y2023']],
    [{ createdAt: { equals: '2024-07-01T02:00:00+02:00' } }, ['h2']],
    [{ createdAt: { in: [y2023, july, july] } }, ['y2023', 'h2']],
    [{ AND: { createdAt: { gte: y2024 } }, createdAt: { lt: july } }, ['h1']],
    [{ AND: [{ AND: [{ createdAt: { gte: july } }] }, { createdAt: { lt: y2025 } }] }, ['h2']],
    [{ createdAt: { gte: y2024, not: y2025 }, score: 3 }, ['h1', 'h2', 'current']],
    [{ createdAt: { lt: july }, OR: [{ createdAt: y2025 }, { score: 1 }] }, ['y2023', 'h1']],
    [{ OR: [{ createdAt: y2025 }] }, ['current']],
    [{ OR: [{ createdAt: y2025 }, { createdAt: { lt: y2024 } }] }, ['y2023', 'current']],
    [{ OR: [{ createdAt: y2025 }, { score: 1 }] }, SHARDS],
    [{ NOT: { createdAt: { lt: july } } }, SHARDS],
    [{ createdAt: { not: y2025 } }, SHARDS],
    [{ createdAt: { notIn: [y2025] } }, SHARDS],
    [{ notes: { some: { eventAt: y2025 } } }, ['current']],
    [{ notes: { every: { eventAt: y2025 } } }, SHARDS],
    [{ notes: { none: { eventAt: y2025 } } }, SHARDS],
    [{ createdAt: undefined }, SHARDS],
    [{ createdAt: { gte: undefined } }, SHARDS],
    [{}, SHARDS],
  ] as const)('of instants: %j', async (where, expected) => {
    for (const method of ['findMany', 'count'] as const) {
      const ours = await asked(() => events.onAllShards()[method]({ where }));
      expect(ours.shards).toEqual(sorted(expected));
      expect(ours.answer).toEqual(await shards.oracle['event']?.[method]({ where }));
    }
  });

  test('of a follower, by its own key', async () => {
    const where = { eventAt: { gte: y2024, lt: july }, text: 'a' };
    const ours = await asked(() =>
      (shards.db['note'] as LooseRepository).onAllShards().findMany({ where }),
    );
    expect(ours.shards).toEqual(['h1']);
    expect(ours.answer).toEqual(await shards.oracle['note']?.findMany({ where }));
  });

  test('of a comparison of two columns', async () => {
    const where = { createdAt: { gte: events.fields.createdAt } };
    const ours = await asked(() => events.onAllShards().count({ where }));
    expect(ours).toEqual({ answer: 6, shards: sorted(SHARDS) });
  });

  test('is one when no shard can have a row, so that Prisma still refuses what is wrong', async () => {
    const where = { createdAt: { gte: y2025, lt: y2024 } };
    expect(await asked(() => events.onAllShards().findMany({ where }))).toEqual({
      answer: [],
      shards: ['y2023'],
    });
    expect(await events.onAllShards().count({ where: { createdAt: { in: [] } } })).toBe(0);
    const wrong = { where: { ...where, nonsense: 1 } };
    await expect(events.onAllShards().count(wrong)).rejects.toThrow(/nonsense/);
  });

  test('is told by what Prisma is sent, whatever a getter says the second time', async () => {
    let reads = 0;
    const createdAt = {
      get gte() {
        reads += 1;
        return reads === 1 ? y2023 : y2025;
      },
    };
    expect(await events.onAllShards().count({ where: { createdAt } })).toBe(TIMES.length);
  });
});

test('texts that a database compares in another order than ours are all found', async () => {
  const urls = SHARDS.map((name) => shards.openShard(name));
  for (const client of [...urls, shards.oracle]) {
    const loose: Loose = client;
    await loose.$executeRawUnsafe('ALTER TABLE "Doc" ALTER id TYPE text COLLATE "en-x-icu"');
  }
  // In English `é` stands before `z`, and an underscore before all letters; by code points it is not so.
  for (const id of ['é', '_', 'Z', '2024_07_ä']) {
    await docs.create({ data: { id } });
    await (shards.oracle['doc'] as Loose).create({ data: { id } });
  }
  for (const where of [{ id: { lt: '2024_01' } }, { id: { gte: '2024', lt: 'z' } }]) {
    const ids = (rows: Loose) => rows.map(({ id }: Loose) => id).sort();
    const theirs = await (shards.oracle['doc'] as Loose).findMany({ where });
    expect(ids(await docs.onAllShards().findMany({ where }))).toEqual(ids(theirs));
  }
  expect(await docs.onAllShards().count({ where: { id: { lt: '2024_01' } } })).toBe(2);
  await Promise.all(urls.map((client) => client.$disconnect()));
});

describe('an instant that the database would fill in', () => {
  test('is made before the call is routed, in every way of creating', async () => {
    const data = { id: 100, title: 'now' };
    const row = await events.create({ data: { ...data, notes: { create: { id: 1 } } } });
    expect(events.route({ createdAt: row.createdAt }).shard).toBe('current');
    expect(await asked(() => events.findFirst({ where: { createdAt: row.createdAt } }))).toEqual({
      answer: row,
      shards: ['current'],
    });
    await events.createMany({
      data: [
        { ...data, id: 101 },
        { ...data, id: 102 },
      ],
    });
    const note = { id: 7, event: { create: { id: 103, title: 'now' } } };
    const created = await (shards.db['note'] as LooseRepository).create({ data: note });
    expect(await events.count({ where: { createdAt: created.eventAt, id: 103 } })).toBe(1);
    expect(await events.onShard('current').count({ where: { title: 'now' } })).toBe(4);
    expect(await events.onAllShards().count({ where: { title: 'now' } })).toBe(4);
  });

  test('is that of its own time', async () => {
    vi.useFakeTimers({ now: new Date('2024-03-01T12:00:00.5Z'), toFake: ['Date'] });
    const row = await events.create({ data: { id: 200, title: 'then' } });
    expect(row.createdAt).toEqual(new Date('2024-03-01T12:00:00.500Z'));
    expect(await events.onShard('h1').count({ where: { title: 'then' } })).toBe(1);
  });
});

describe('other shards than those of the config', () => {
  test.each([[1], [3], [6], [['current', 'h1']]])('have the ranges in turn: %j', async (wanted) => {
    await shards.kit.withVirtualShards({ shards: wanted }, async (db, { names, queries }) => {
      await db['account']?.createMany({ data: IDS.map((id) => ({ id })) });
      expect(await db['account']?.onAllShards().count()).toBe(IDS.length);
      const used = new Set(IDS.map((id) => db['account']?.route({ id }).shard ?? ''));
      expect(used.size).toBe(Math.min(names.length, SHARDS.length));
      queries.clear();
      const where = { id: { gte: 10000, lt: 100000 } };
      expect(await db['account']?.onAllShards().count({ where })).toBe(3);
      expect(queries.shards).toEqual([db['account']?.route({ id: 10000 }).shard]);
    });
  });
});

describe('a call', () => {
  test('says its route', () => {
    expect(events.route({ createdAt: '2024-03-01T00:00:00+01:00' })).toEqual({
      kind: 'single',
      shard: 'h1',
      group: 'Event',
      key: { createdAt: '2024-02-29T23:00:00.000Z' },
      range: { from: '2024-01-01T00:00:00.000Z', to: '2024-07-01T00:00:00.000Z' },
      epoch: 1,
      why: 'createdAt = "2024-02-29T23:00:00.000Z" is in the range from "2024-01-01T00:00:00.000Z" on, before "2024-07-01T00:00:00.000Z", of group Event, so on shard h1 in epoch 1.',
    });
    expect(shards.db['big']?.route({ id: 2n ** 60n })).toMatchObject({
      key: { id: 2n ** 60n },
      range: { from: 9007199254740993n },
    });
    expect(events.route({ createdAt: new Date('2030-01-01') })).toMatchObject({
      shard: 'current',
      range: 'default',
    });
  });

  test('keeps the key as it is, and takes no other for it', async () => {
    const where = { createdAt_id: { createdAt: TIMES[1], id: 1 } };
    await expect(events.update({ where, data: { createdAt: TIMES[2] } })).rejects.toMatchObject({
      code: 'SG3005',
    });
    await expect(
      events.update({ where, data: { notes: { create: { id: 9, eventAt: TIMES[3] } } } }),
    ).rejects.toMatchObject({ code: 'SG3007' });
    for (const createdAt of [new Date(Number.NaN), null, 5, '2024', { gte: TIMES[1] }]) {
      const code = createdAt instanceof Object && 'gte' in createdAt ? 'SG3003' : 'SG3002';
      await expect(events.findMany({ where: { createdAt } })).rejects.toMatchObject({ code });
    }
    const create = { createdAt: '2024-01-01T01:00:00+01:00', id: 1 };
    const upserted = await events.upsert({ where, create, update: { title: 'again' } });
    expect(upserted).toMatchObject({ title: 'again', createdAt: TIMES[1] });
  });
});
