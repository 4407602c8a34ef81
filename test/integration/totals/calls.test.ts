import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { lockTable, statementsOf, untilIdle } from '../running/running-statements.js';

let shards: GeneratedShards;
let reading: Loose;
let oracle: Loose;
/** A tenant of each shard. */
let tenants: readonly number[];

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('totals-calls', schema);
  reading = (shards.db as Loose).reading;
  oracle = shards.oracle['reading'];
  const homes = Array.from({ length: 50 }, (_, tenant) => reading.route({ tenant }).shard);
  tenants = shards.names.map((name) => homes.indexOf(name));
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const all = () => reading.onAllShards();

async function both(data: readonly Loose[]): Promise<void> {
  await reading.createMany({ data });
  await oracle.createMany({ data });
}

/** One row on each shard. */
const onEach = (values: (i: number) => object = () => ({})) =>
  tenants.map((tenant, i) => ({ tenant, id: i, code: `code ${i}`, ...values(i) }));

describe('findUnique', () => {
  test('finds the row wherever it is, with what is asked for of it', async () => {
    await both(onEach());
    for (const i of tenants.keys()) {
      const args = { where: { code: `code ${i}` }, select: { tenant: true, id: true } };
      expect(await all().findUnique(args)).toEqual({ tenant: tenants[i], id: i });
      expect(await all().findUniqueOrThrow(args)).toEqual(await oracle.findUniqueOrThrow(args));
    }
    const key = { tenant_id: { tenant: tenants[2], id: 2 } };
    expect(await all().findUnique({ where: key })).toMatchObject({ code: 'code 2' });
  });

  test('finds nothing as Prisma does', async () => {
    const args = { where: { code: 'nobody' } };
    expect(await all().findUnique(args)).toBeNull();
    const theirs = await oracle.findUniqueOrThrow(args).catch((error: Loose) => error);
    const ours = await all()
      .findUniqueOrThrow(args)
      .catch((error: Loose) => error);
    expect(ours).toMatchObject({ name: theirs.name, code: 'P2025', meta: theirs.meta });
    const partly = reading.onAllShards({ onFailure: 'partial' });
    await expect(partly.findUniqueOrThrow(args)).rejects.toMatchObject({ code: 'P2025' });
  });

  test('never chooses between two rows', async () => {
    const [a, b] = [tenants[1], tenants[3]];
    await reading.create({ data: { tenant: a, id: 1, code: 'twice' } });
    await reading.create({ data: { tenant: b, id: 1, code: 'twice' } });
    for (const method of ['findUnique', 'findUniqueOrThrow']) {
      const call = all()[method]({ where: { code: 'twice' } });
      await expect(call).rejects.toMatchObject({
        code: 'SG3051',
        message: expect.stringContaining('"shard_2", "shard_4"'),
      });
    }
    const where = { code: 'twice', tenant: b };
    expect(await all().findUnique({ where })).toMatchObject({ tenant: b });
  });

  test('does not take an unreachable shard for an absent row', async () => {
    await both(onEach());
    await shards.virtual.shard('shard_2').down();
    for (const method of ['findUnique', 'findUniqueOrThrow']) {
      await expect(all()[method]({ where: { code: 'code 0' } })).rejects.toMatchObject({
        code: 'SG5002',
      });
    }
    const partly = reading.onAllShards({ onFailure: 'partial' });
    expect(await partly.findUnique({ where: { code: 'nobody' } })).toMatchObject({
      complete: false,
      missing: [{ shard: 'shard_2', state: 'unreachable' }],
      partial: null,
    });
    await expect(partly.findUniqueOrThrow({ where: { code: 'nobody' } })).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_2' }],
    });
    expect(await partly.findUniqueOrThrow({ where: { code: 'code 0' } })).toMatchObject({
      complete: false,
      partial: { code: 'code 0' },
    });
    await shards.virtual.shard('shard_2').restore();
  });
});

describe('exists', () => {
  test('says whether a shard has a matching row', async () => {
    expect(await all().exists()).toBe(false);
    await both(onEach((i) => ({ small: i })));
    expect(await all().exists()).toBe(true);
    expect(await all().exists({ where: { small: 3 } })).toBe(true);
    expect(await all().exists({ where: { small: 4 } })).toBe(false);
    expect(await all().exists({ where: { OR: [] } })).toBe(false);
  });

  test('reads one row of each shard at most', async () => {
    shards.virtual.queries.clear();
    await all().exists({ where: { small: 1 } });
    const texts = shards.virtual.queries.statements.map(({ sql }: Loose) => sql);
    expect(texts).toHaveLength(4);
    for (const sql of texts) expect(sql).toContain('LIMIT');
  });

  test('ends what it has asked of other shards when a row was found', async () => {
    await both(onEach((i) => ({ small: i })));
    const url = shards.virtual.shard('shard_2').url;
    const lock = await lockTable(url, 'Reading');
    try {
      expect(await all().exists({ where: { small: 3 } })).toBe(true);
      await untilIdle(url);
      expect(await statementsOf(url)).toEqual([]);
    } finally {
      await lock.release();
    }
    expect(await all().count()).toBe(4);
  });

  test('says which shards failed in the order of the config', async () => {
    const broken = ['shard_2', 'shard_4'];
    for (const name of broken) await shards.virtual.shard(name).down();
    const error = await all()
      .exists({})
      .catch((failed: Loose) => failed);
    for (const name of broken) await shards.virtual.shard(name).restore();
    expect(error.failures.map(({ shard }: Loose) => shard)).toEqual(broken);
  });

  test('a row is enough, whatever became of other shards; none is not', async () => {
    await both(onEach((i) => ({ small: i })));
    await shards.virtual.shard('shard_2').down();
    expect(await all().exists({ where: { small: 3 } })).toBe(true);
    await expect(all().exists({ where: { small: 9 } })).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_2', state: 'unreachable' }],
    });
    const partly = reading.onAllShards({ onFailure: 'partial' });
    expect(await partly.exists({ where: { small: 9 } })).toMatchObject({
      complete: false,
      partial: false,
    });
    await shards.virtual.shard('shard_2').restore();
  });

  test('has no other options', async () => {
    await expect(all().exists({ take: 1 })).rejects.toMatchObject({ code: 'SG3011' });
    await expect(all().exists({ where: { nope: 1 } })).rejects.toMatchObject({
      name: 'PrismaClientValidationError',
    });
  });
});

describe('count', () => {
  test.each([
    {},
    { skip: 1 },
    { take: 3 },
    { take: 0 },
    { take: -2, skip: 1 },
    { skip: 3, take: 9 },
    { skip: 99 },
    { take: 2, skip: 1, select: { _all: true, code: true } },
    { select: { _all: true, small: true } },
    { select: true, take: 1 },
    { where: { small: { gt: 1 } }, skip: 1, take: 1 },
  ])('%j is that of one database', async (args) => {
    await both([...onEach((i) => (i % 2 === 0 ? { small: i } : {}))]);
    expect(await all().count(args)).toEqual(await oracle.count(args));
  });

  test('a part of the rows has an unknown number of values', async () => {
    const select = { small: true };
    await expect(all().count({ select, take: 1 })).rejects.toMatchObject({ code: 'SG3011' });
    const lists = { select: { tags: true }, take: 1 };
    await expect(all().count(lists)).rejects.toMatchObject({ code: 'SG3011' });
    await expect(all().count({ select, skip: 1 })).rejects.toMatchObject({ code: 'SG3011' });
    await expect(all().count({ take: 1.5 })).rejects.toMatchObject({ code: 'SG3011' });
    await expect(all().count({ skip: -1 })).rejects.toMatchObject({ code: 'SG5002' });
    await expect(all().count({ orderBy: { id: 'asc' } })).rejects.toMatchObject({
      code: 'SG3011',
    });
  });

  test('no shard counts further than it has to', async () => {
    shards.virtual.queries.clear();
    await all().count({ skip: 2, take: 3 });
    for (const { sql } of shards.virtual.queries.statements as Loose[]) {
      expect(sql).toContain('LIMIT');
    }
  });
});

describe('totals that cannot be had are refused before a shard is asked', () => {
  test.each([
    ['aggregate', { _avg: { free: true } }, 'SG3052', '_avg.free'],
    ['groupBy', { by: 'kind', _avg: { free: true } }, 'SG3052', '_avg.free'],
    ['groupBy', { by: ['json'] }, 'SG3053', '"json"'],
    ['groupBy', { by: ['kind', 'micro'] }, 'SG3053', '"micro"'],
    ['groupBy', { by: ['tags'] }, 'SG3053', '"tags"'],
    [
      'groupBy',
      { by: ['kind'], having: { text: { _min: { contains: 'a' } } } },
      'SG3054',
      'having.text._min.contains',
    ],
    [
      'groupBy',
      { by: ['kind'], having: { micro: { _max: { gt: new Date(0) } } } },
      'SG3054',
      'having.micro._max` cannot be evaluated over several shards: it keeps microseconds',
    ],
    [
      'groupBy',
      { by: ['kind'], having: { small: { _sum: { gt: 1.5 } } } },
      'SG3054',
      'having.small._sum',
    ],
    [
      'groupBy',
      { by: ['kind'], orderBy: { _max: { micro: 'asc' } } },
      'SG3054',
      'orderBy._max.micro',
    ],
    ['groupBy', { by: ['kind'], orderBy: { kind: 'asc' }, take: 1.5 }, 'SG3011', '`take`'],
    ['groupBy', { by: ['kind'], cursor: { id: 1 } }, 'SG3011', '`cursor`'],
    ['aggregate', { _count: true, take: 1 }, 'SG3011', '`take`'],
    ['aggregate', { _count: true, orderBy: { id: 'asc' } }, 'SG3011', '`orderBy`'],
    ['aggregate', { select: { _sum: { select: { small: true } } } }, 'SG3011', '`select`'],
    ['groupBy', { by: 'kind', select: { _count: true } }, 'SG3011', '`select`'],
    ['count', { select: { small: 1 }, take: 1 }, 'SG3011', '`take`'],
  ])('%s(%j)', async (method, args, code, named) => {
    shards.virtual.queries.clear();
    await expect(all()[method](args)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(named),
    });
    expect(shards.virtual.queries.statements).toEqual([]);
  });

  test.each(['count', 'aggregate', 'findUnique', 'exists'])('%s(null)', async (method) => {
    await expect(all()[method](null)).rejects.toMatchObject({
      code: 'SG3010',
      message: expect.stringMatching(/`args` must be an object, but is null.*\n.*or leave it out/),
    });
  });

  test('a field reference in a condition on totals', async () => {
    const having = { small: { _sum: { gt: reading.fields.count } } };
    await expect(all().groupBy({ by: ['kind'], having })).rejects.toMatchObject({
      code: 'SG3054',
    });
  });

  test('but groups that each have one shard key are answered by their shards', async () => {
    await both(onEach((i) => ({ free: `${i}.10`, micro: new Date(i), json: { i }, text: 'ab' })));
    const args = {
      by: ['tenant', 'json', 'micro'],
      _avg: { free: true },
      having: { text: { _min: { contains: 'b' } } },
      orderBy: [{ _avg: { free: 'desc' } }, { _min: { text: 'asc' } }],
      take: 3,
    };
    expect(await all().groupBy(args)).toStrictEqual(await oracle.groupBy(args));
  });
});

describe('what Prisma refuses', () => {
  test.each([
    ['aggregate', {}],
    ['aggregate', { _sum: {} }],
    ['aggregate', { _sum: {}, _avg: { small: true } }],
    ['aggregate', { _sum: { text: true } }],
    ['aggregate', { _min: { uid: true } }],
    ['groupBy', { by: [] }],
    ['groupBy', { by: ['nope'] }],
    ['groupBy', { by: ['kind'], take: 1 }],
    ['groupBy', { by: ['kind'], orderBy: { id: 'asc' } }],
    ['groupBy', { by: ['kind'], having: { small: { gt: 1 } } }],
    [
      'groupBy',
      { by: ['kind'], having: { small: { _sum: { gt: 1 } }, json: { _count: { gt: 1 } } } },
    ],
    ['groupBy', { by: ['kind'], orderBy: { kind: 'asc' }, skip: -1 }],
    ['groupBy', { by: ['tenant'], orderBy: [{ tenant: 'asc' }, { nope: 'asc' }], take: 1 }],
    ['groupBy', { by: ['tenant'], orderBy: { tenant: 'asc', _sum: { small: 'asc' } }, take: 1 }],
    ['groupBy', { by: ['tenant'], orderBy: { tenant: 'up' }, take: 1 }],
    ['groupBy', { by: ['kind'], _sum: { toJSON: () => ({ small: true }) } }],
    ['groupBy', { by: ['kind'], having: { OR: { kind: 'NEW' } } }],
  ])('%s(%j) is refused', async (method, args) => {
    await both(onEach());
    const theirs = await oracle[method](args).catch((failed: Loose) => failed);
    const ours = await all()
      [method](args)
      .catch((failed: Loose) => failed);
    expect(theirs.name).toMatch(/^PrismaClient/);
    if (theirs.name === 'PrismaClientValidationError') expect(ours.name).toBe(theirs.name);
    else expect(ours).toMatchObject({ code: 'SG5002', failures: { length: 4 } });
  });
});

/** On each shard the sum of a kind is below 10, and over all of them above. */
const above = { small: { _sum: { gt: 10 } } };

describe('conditions on groups are met as on one database', () => {
  test.each<Loose>([
    above,
    { AND: above },
    { AND: [above, { kind: { not: 'DONE' } }] },
    { AND: [{ AND: [{ AND: above }] }] },
    { OR: [above, { kind: 'DONE' }] },
    { OR: [{ AND: [above, { kind: 'NEW' }] }, { kind: 'DONE' }] },
    { NOT: above },
    { NOT: [above, { kind: 'DONE' }] },
    { NOT: { ...above, kind: 'NEW' } },
    { NOT: { NOT: above } },
    { ...above, kind: { in: ['NEW', 'DONE'] } },
    { kind: { in: ['NEW', 'DONE'], _count: { gte: 4 } } },
    { OR: [{ small: { _sum: {} } }] },
    { OR: [{ small: {} }, above] },
    { OR: [{}, above] },
    { OR: [{ OR: [] }, above] },
    { ...above, OR: [] },
    { ...above, AND: [], NOT: [] },
    { AND: [above, { OR: [] }] },
    { AND: [{ ...above, OR: [] }] },
    { NOT: [{ small: { _sum: {} } }] },
    { OR: [{ big: { _sum: { gt: 0 } } }, { NOT: { big: { _sum: { gt: 0 } } } }] },
    { big: { _sum: { equals: null } } },
    { big: { _sum: { in: [] } } },
    { big: { _sum: { notIn: [] } } },
    { small: { _sum: { not: { gt: 10, lt: 100 } } } },
    { small: { _sum: { not: { not: { gt: 10 } } } } },
  ])('%j', async (having) => {
    await both([
      ...onEach((i) => ({ kind: 'NEW', small: 4 + i })),
      ...onEach((i) => ({ kind: 'OPEN', small: 1, id: 10 + i, code: `open ${i}` })),
      ...onEach((i) => ({ kind: 'DONE', small: i - 5, id: 20 + i, code: `done ${i}`, big: -1 })),
    ]);
    const args = { by: ['kind'], having, _count: true, orderBy: { kind: 'asc' } };
    expect(await all().groupBy(args)).toStrictEqual(await oracle.groupBy(args));
  });
});

describe('an answer has its totals in the order of the call, as Prisma gives them', () => {
  const totals = { _max: { plain: true, small: true }, _count: { plain: true, _all: true } };
  test.each<[string, Loose]>([
    ['aggregate', { ...totals, where: {}, _avg: { small: true }, _sum: { price: true } }],
    ['aggregate', { _sum: { small: true }, _count: true, _avg: { small: true } }],
    ['groupBy', { ...totals, by: ['kind', 'flag'], _avg: { small: true } }],
    ['groupBy', { by: ['kind', 'flag', 'tenant'], _sum: { small: true }, _count: true }],
  ])('%s(%j)', async (method, args) => {
    await both(onEach((i) => ({ kind: 'NEW', small: i, price: `${i}.5`, plain: `text ${i}` })));
    const call = method === 'groupBy' ? { ...args, orderBy: args.by.map(ascending) } : args;
    const [ours, theirs] = [await all()[method](call), await oracle[method](call)];
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  });
  const ascending = (field: string) => ({ [field]: 'asc' });
});

test('what Prisma takes for selected is selected', async () => {
  await both(onEach((i) => ({ small: 4 - i, count: i })));
  const odd = { small: 1, count: {}, id: false, tenant: shards.Prisma.skip };
  for (const args of [{ _sum: odd }, { _avg: odd, _count: { code: [], id: true } }]) {
    expect(await all().aggregate(args)).toStrictEqual(await oracle.aggregate(args));
  }
  const rows = { select: { id: 1 }, orderBy: { small: 'asc' } };
  expect(await all().findMany(rows)).toStrictEqual(await oracle.findMany(rows));
});

test('options are read as Prisma reads them, in whatever form they come', async () => {
  class Above {
    _sum = { gt: 10 };
  }
  await both([
    ...onEach((i) => ({ kind: 'NEW', small: 4 + i })),
    ...onEach((i) => ({ kind: 'OPEN', small: 1, id: 10 + i, code: `open ${i}` })),
  ]);
  const forms: Loose[] = [
    { having: { toJSON: () => above } },
    { having: { AND: [{ toJSON: () => above }] } },
    { having: { small: { toJSON: () => above.small } } },
    { having: { small: new Above() } },
    { having: Object.create(above) },
    { orderBy: { toJSON: () => ({ _sum: { small: 'desc' } }) }, take: 1 },
  ];
  for (const form of forms) {
    const args = { by: ['kind'], _count: true, orderBy: { kind: 'asc' }, ...form };
    expect(await all().groupBy(args)).toStrictEqual(await oracle.groupBy(args));
  }
  const unread = { by: ['kind'], having: { small: { $type: 'Raw', value: above.small } } };
  await expect(all().groupBy(unread)).rejects.toMatchObject({ code: 'SG3054' });
});

test('sums that a number cannot hold are refused, as Prisma refuses them', async () => {
  const large = 1.7e308;
  await reading.createMany({ data: onEach(() => ({ float: large })) });
  await expect(all().aggregate({ _sum: { float: true } })).rejects.toMatchObject({
    code: 'SG3055',
    message: expect.stringContaining('_sum.float'),
  });
  expect(await all().aggregate({ _max: { float: true } })).toEqual({ _max: { float: large } });
});

test('limits reach the shards only where each group is on one of them', async () => {
  const limited = async (by: readonly string[]) => {
    shards.virtual.queries.clear();
    await all().groupBy({ by, orderBy: { [by[0] ?? '']: 'asc' }, take: 2 });
    return shards.virtual.queries.statements.map(({ sql }: Loose) => sql.includes('LIMIT'));
  };
  expect(await limited(['tenant'])).toEqual([true, true, true, true]);
  expect(await limited(['small'])).toEqual([false, false, false, false]);
});

test('the call can be explained without asking', () => {
  shards.virtual.queries.clear();
  const args = {
    by: ['kind'],
    _avg: { price: true },
    having: { kind: { not: 'DONE' }, small: { _sum: { gt: 1 } } },
    orderBy: [{ _max: { text: 'asc' } }, { kind: 'desc' }],
    take: -3,
  };
  expect(all().explain(args, 'groupBy')).toMatchObject({
    asks: 'groupBy',
    pushedDown: {
      by: ['kind'],
      _count: { price: true },
      _sum: { price: true, small: true },
      _avg: { price: true },
      _max: { text: true },
      having: { kind: { not: 'DONE' } },
      take: undefined,
    },
    merge: [
      { operator: 'merge-groups', by: ['kind'] },
      { operator: 'rank-text', field: 'Reading.text' },
      { operator: 'average', totals: ['_avg.price'] },
      { operator: 'greatest', totals: ['_max.text'] },
      { operator: 'sum', totals: ['_sum.small'] },
      { operator: 'having' },
      { operator: 'sort-groups', by: ['_max.text', 'kind'] },
      { operator: 'take', rows: 3 },
      { operator: 'strip' },
    ],
    hiddenColumns: ['_count.price', '_sum.price', '_sum.small', '_max.text'],
  });
  expect(all().explain({ _avg: { count: true } }, 'aggregate')).toMatchObject({
    pushedDown: { _avg: { count: true }, _sum: { count: true }, _count: { count: true } },
    merge: [{ operator: 'average', totals: ['_avg.count'] }],
    hiddenColumns: ['_count.count', '_sum.count'],
  });
  expect(all().explain({ where: { id: 1 } }, 'exists')).toMatchObject({
    asks: 'count',
    pushedDown: { where: { id: 1 }, take: 1 },
  });
  expect(() => all().explain({ by: ['json'] }, 'groupBy')).toThrow('SG3053');
  expect(shards.virtual.queries.statements).toEqual([]);
});

test('more groups than a call may hold are an error', async () => {
  await both(onEach((i) => ({ small: i })));
  const few = reading.onAllShards({ maxRows: 3 });
  await expect(few.groupBy({ by: ['small'] })).rejects.toMatchObject({ code: 'SG5013' });
  const enough = reading.onAllShards({ maxRows: 4 });
  expect(await enough.groupBy({ by: ['small'] })).toHaveLength(4);
});

test('equal texts are one group where the column takes them for equal', async () => {
  const data = onEach((i) => ({ text: ['ab', 'AB', 'Ab', 'b'][i] }));
  const nocase = `CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`;
  const alter = `ALTER TABLE "Reading" ALTER COLUMN "text" TYPE text COLLATE nocase`;
  for (const url of [...shards.urls, shards.oracleUrl]) await run(url, nocase, alter);
  await both(data);
  const args = { by: ['text'], _count: true, _sum: { id: true }, orderBy: { text: 'asc' } };
  const [ours, theirs] = [await all().groupBy(args), await oracle.groupBy(args)];
  const folded = (rows: Loose) =>
    rows.map((row: Loose) => ({ ...row, text: row.text.toLowerCase() }));
  expect(folded(ours)).toEqual(folded(theirs));
  expect(ours).toMatchObject([{ _count: 3 }, { _count: 1 }]);
});

async function run(connectionString: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
