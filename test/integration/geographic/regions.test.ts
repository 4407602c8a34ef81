import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose, LooseRepository } from '../../support/generated-shards.js';
import { PLACES, type Regions, SHARDS, startRegions } from './support.js';

let shards: Regions;
let customers: LooseRepository;
let stores: LooseRepository;
let oracle: Loose;

beforeAll(async () => {
  shards = await startRegions('regions');
  customers = shards.db['customer'] as LooseRepository;
  stores = shards.db['store'] as LooseRepository;
  oracle = shards.oracle;
  for (const client of [shards.db, oracle]) {
    for (const [id, [country, state]] of PLACES.entries()) {
      const orders = { create: [{ id: 1, total: id }, { id: 2 }] };
      await client.customer.create({ data: { country, state, id, name: `n${id}`, orders } });
    }
  }
});

afterAll(() => shards.stop());

const byId = (rows: readonly Loose[]) => rows.toSorted((a, b) => a.id - b.id);

describe('rows of a region', () => {
  test.each(PLACES)(
    'of %j and %j live on %s, with what follows them',
    async (country, state, shard) => {
      const where = { country, state };
      expect(customers.route(where).shard).toBe(shard);
      expect(shards.db['order']?.route(where).shard).toBe(shard);
      const placed = SHARDS.map(async (name) => {
        const rows = await customers.onShard(name).findMany({ where });
        const orders = await shards.db['order']?.onShard(name).count({ where });
        return [name, rows.length, orders];
      });
      expect(await Promise.all(placed)).toEqual(
        SHARDS.map((name) => (name === shard ? [name, 1, 2] : [name, 0, 0])),
      );
    },
  );

  test('are together what one database holds, as they were given', async () => {
    for (const model of ['customer', 'order']) {
      const rows = await shards.db[model]?.onAllShards().findMany();
      const expected = await oracle[model].findMany();
      const asSet = (list: readonly Loose[]) => list.map((row) => JSON.stringify(row)).sort();
      expect(asSet(rows)).toEqual(asSet(expected));
    }
  });
});

describe('letter case', () => {
  test.each([
    ['us', 'ca'],
    ['Us', 'Ca'],
    ['uS', 'cA'],
  ])(
    'of %j and %j asks the shard of US and CA, for exactly these letters',
    async (country, state) => {
      const where = { country, state };
      expect(customers.route(where).shard).toBe(
        customers.route({ country: 'US', state: 'CA' }).shard,
      );
      expect(await customers.findMany({ where })).toEqual(
        await oracle.customer.findMany({ where }),
      );
    },
  );
});

describe('a call', () => {
  const US_CA = { country: 'US', state: 'CA' };

  test('of a whole key asks one shard', async () => {
    // A row that is on the wrong shards would be seen by a call that asks them.
    const intruder = { ...US_CA, id: 999, name: 'intruder' };
    const others = SHARDS.filter((name) => name !== 'west').map(shards.openShard);
    for (const other of others) await other['customer']?.create({ data: intruder });
    expect(await customers.findMany({ where: US_CA })).toEqual(
      await oracle.customer.findMany({ where: US_CA }),
    );
    expect(await customers.count({ where: US_CA })).toBe(1);
    for (const other of others) {
      await other['customer']?.deleteMany({ where: intruder });
      await other.$disconnect();
    }
  });

  test('of a part of the key is refused, and asks all shards when it says so', async () => {
    const where = { country: 'US' };
    for (const method of ['findMany', 'findFirst', 'count', 'deleteMany'] as const) {
      await expect(customers[method]({ where })).rejects.toMatchObject({
        code: 'SG3001',
        message: expect.stringContaining('the shard key "state" of Customer is missing'),
        fix: expect.stringContaining('onAllShards()'),
      });
    }
    const rows = await customers.onAllShards().findMany({ where });
    expect(rows).toHaveLength(7);
    expect(byId(rows)).toEqual(byId(await oracle.customer.findMany({ where })));
  });

  test.each([
    ['no', {}, 'SG3001'],
    ['an undefined', { country: undefined }, 'SG3001'],
    ['a null', { country: null }, 'SG3002'],
    ['a listed', { country: { in: ['US', 'GB'] } }, 'SG3003'],
  ])('with %s country is refused, and the error is about it', async (_, country, code) => {
    const error = { code, message: expect.stringContaining('"country" of Customer') };
    const where = { state: 'CA', ...country };
    await expect(customers.findMany({ where })).rejects.toMatchObject(error);
    const data = { ...where, id: 1, name: 'x' };
    if (code !== 'SG3003') await expect(customers.create({ data })).rejects.toMatchObject(error);
    expect(await customers.onAllShards().count({ where: { name: 'x' } })).toBe(0);
  });
});

describe('a key that no region has', () => {
  const where = { zone: 'EU', code: 'IT' };

  test('is an error of every call, and nothing is written', async () => {
    const data = { ...where, id: 1 };
    const good = { zone: 'EU', code: 'DE', id: 1 };
    const calls = [
      () => stores.findMany({ where }),
      () => stores.findUnique({ where: { zone_code_id: data } }),
      () => stores.create({ data }),
      () => stores.createMany({ data: [good, data] }),
      () => stores.upsert({ where: { zone_code_id: data }, create: data, update: {} }),
      () => stores.updateMany({ where, data: { name: 'x' } }),
      () => stores.deleteMany({ where }),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code: 'SG3013',
        message: expect.stringMatching(/Store\.\w+\(\): no region of group Store .*"IT"/),
        fix: expect.stringContaining('default'),
      });
    }
    expect(() => stores.route(where)).toThrow('SG3013');
    expect(await stores.onAllShards().count()).toBe(0);
  });
});

describe('keys of enums and of char', () => {
  const rows = [
    { zone: 'US', code: 'x', id: 1 },
    { zone: 'EU', code: 'F', id: 1 },
    { zone: 'EU', code: 'DE', id: 1 },
  ];

  test('live where their region is, and are found by what is read of them', async () => {
    await stores.createMany({ data: rows });
    await oracle.store.createMany({ data: rows });
    expect(await stores.onShard('west').count()).toBe(1);
    expect(await stores.onShard('eu').count()).toBe(2);
    for (const { zone, code } of rows) {
      const where = { zone, code };
      const found = await stores.findFirstOrThrow({ where });
      expect(found).toEqual(await oracle.store.findFirstOrThrow({ where }));
      const again = { zone: found.zone, code: found.code };
      expect(await stores.findMany({ where: again })).toEqual([found]);
      expect(await stores.findMany({ where: again })).toEqual(
        await oracle.store.findMany({ where: again }),
      );
    }
    // PostgreSQL fills it up with blanks, which count for nobody.
    expect((await stores.findFirstOrThrow({ where: { zone: 'EU', code: 'F' } })).code).toBe('F ');
  });

  test('are values as code has them, and not as the database does', async () => {
    const call = stores.findMany({ where: { zone: 'europe', code: 'DE' } });
    await expect(call).rejects.toMatchObject({ code: 'SG3013' });
    expect(await stores.count({ where: { zone: 'EU', code: 'DE' } })).toBe(1);
  });
});
