import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StartedVirtualShards, Statement } from '../../../runtime/testing/index.js';
import type { Loose, LooseShards } from '../../support/generated-shards.js';
import { type Kit, kitFor, usersOf } from './support/kit.js';

let kit: Kit;
let virtual: StartedVirtualShards<LooseShards, string>;
let db: LooseShards;

beforeAll(async () => {
  kit = await kitFor('tracking');
  virtual = await kit.startVirtualShards(4);
  db = virtual.db;
});
afterAll(() => virtual.stop());
beforeEach(() => virtual.reset());

const brief = ({ shard, model, method, kind, rows }: Statement) => [
  shard,
  model && `${model}.${method}`,
  kind,
  rows,
];

describe('the log', () => {
  test('says shard, model, method, kind and rows of each statement, in order', async () => {
    const [id] = usersOf(db, 'shard_2');
    await db['user']?.create({ data: { id, name: 'Ada' } });
    await db['order']?.createMany({
      data: [1, 2, 3].map((number) => ({ userId: id, id: number })),
    });
    await db['order']?.findMany({ where: { userId: id } });
    await db['order']?.updateMany({ where: { userId: id, id: { gt: 1 } }, data: { total: 9 } });
    expect(virtual.queries.statements.map(brief)).toEqual([
      ['shard_2', 'User.create', 'write', 1],
      ['shard_2', 'Order.createMany', 'write', 3],
      ['shard_2', 'Order.findMany', 'read', 3],
      ['shard_2', 'Order.updateMany', 'write', 2],
    ]);
    const numbers = virtual.queries.statements.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    for (const { durationMs, error } of virtual.queries.statements) {
      expect(durationMs).toBeGreaterThan(0);
      expect(error).toBeUndefined();
    }
  });

  test('shows what begins and ends transactions', async () => {
    const [id] = usersOf(db, 'shard_3');
    await db['user']?.create({
      data: { id, name: 'Ada', orders: { create: [{ id: 1 }, { id: 2 }] } },
    });
    const statements = virtual.queries.on('shard_3');
    expect(statements[0]?.sql).toBe('BEGIN');
    expect(statements.at(-1)?.sql).toBe('COMMIT');
    expect(statements.map(({ kind }) => kind)).toContain('write');
    expect(statements.filter(({ kind }) => kind === 'transaction')).toHaveLength(2);
    expect(virtual.queries.shards).toEqual(['shard_3']);
  });

  test('parts of one call share its number; calls differ', async () => {
    await db['user']?.onAllShards().count();
    await db['user']?.onShard('shard_1').count();
    const calls = virtual.queries.statements.map(({ call }) => call);
    expect(new Set(calls.slice(0, 4)).size).toBe(1);
    expect(calls[4]).not.toBe(calls[0]);
  });

  test('a relation asked of a promise belongs to its call', async () => {
    const [id] = usersOf(db, 'shard_4');
    await db['user']?.create({ data: { id, name: 'Ada', orders: { create: { id: 1 } } } });
    virtual.queries.clear();
    const promise: Loose = db['user']?.findUnique({ where: { id } });
    expect(await promise.orders()).toHaveLength(1);
    expect(virtual.queries.statements.map(brief)).toEqual([
      ['shard_4', 'User.findUnique', 'read', 1],
      ['shard_4', 'User.findUnique', 'read', 1],
    ]);
  });

  test('calls that wait for a connection are still logged as themselves', async () => {
    const [id] = usersOf(db, 'shard_1');
    await db['user']?.create({ data: { id, name: 'Ada' } });
    virtual.queries.clear();
    const many = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? db['user']?.findMany({ where: { id }, take: 1 })
        : db['order']?.count({ where: { userId: id } }),
    );
    await Promise.all(many);
    const wrong = virtual.queries.statements.filter(
      ({ sql, model }) => sql.includes('"Order"') !== (model === 'Order'),
    );
    expect(virtual.queries.statements).toHaveLength(60);
    expect(wrong).toEqual([]);
  });

  test('a refused statement says why', async () => {
    const [id] = usersOf(db, 'shard_1');
    await db['user']?.create({ data: { id, name: 'Ada' } });
    await expect(db['user']?.create({ data: { id, name: 'Bob' } })).rejects.toMatchObject({
      code: 'P2002',
    });
    expect(virtual.queries.statements.at(-1)?.error).toMatch(/duplicate key/);
    expect(String(virtual.queries)).toMatch(/shard_1 +User\.create +write .*duplicate key/);
  });
});

describe('expectations', () => {
  test('assertQueriesOnShard wants at least one there and none elsewhere', async () => {
    const [id] = usersOf(db, 'shard_2');
    const find = () => db['user']?.findUnique({ where: { id } });
    await expect(kit.assertQueriesOnShard('shard_2', find)).resolves.toBeNull();
    const failure = {
      code: 'SG7007',
      message: expect.stringMatching(/none on "shard_1", some on "shard_2"[\s\S]*User\.findUnique/),
    };
    await expect(kit.assertQueriesOnShard('shard_1', find)).rejects.toMatchObject(failure);
    const all = () => db['user']?.onAllShards().count();
    await expect(kit.assertQueriesOnShard('shard_2', all)).rejects.toMatchObject({
      code: 'SG7007',
    });
    const nothing = () => undefined;
    await expect(kit.assertQueriesOnShard('shard_2', nothing)).rejects.toMatchObject({
      message: expect.stringContaining('no statement at all'),
    });
  });

  test('assertQueriesTouchShard lets others pass', async () => {
    const all = () => db['user']?.onAllShards().count();
    await expect(kit.assertQueriesTouchShard('shard_2', all)).resolves.toBe(0);
    const one = () => db['user']?.onShard('shard_1').count();
    await expect(kit.assertQueriesTouchShard('shard_2', one)).rejects.toMatchObject({
      code: 'SG7007',
    });
  });

  test('assertNoQueries', async () => {
    await expect(kit.assertNoQueries(() => db['user']?.route({ id: 1n }))).resolves.toBeDefined();
    const one = () => db['user']?.onShard('shard_1').count();
    await expect(kit.assertNoQueries(one)).rejects.toMatchObject({ code: 'SG7007' });
  });

  test('assertNoQueries sees a call that was begun and not awaited', async () => {
    await virtual.shard('shard_1').partition();
    let begun: Promise<unknown> = Promise.resolve();
    const sneaky = () => {
      begun = Promise.resolve(db['user']?.onShard('shard_1').count());
    };
    await expect(kit.assertNoQueries(sneaky)).rejects.toMatchObject({
      message: expect.stringContaining('User.count() on shard_1 waits and has sent nothing'),
    });
    await virtual.shard('shard_1').restore();
    await begun;
  });

  test('several finds of one moment are one statement', async () => {
    const [a, b] = usersOf(db, 'shard_2', 2);
    await kit.assertQueriesOnShard('shard_2', () =>
      Promise.all([
        db['user']?.findUnique({ where: { id: a } }),
        db['user']?.findUnique({ where: { id: b } }),
      ]),
    );
    expect(virtual.queries.statements.map(brief)).toEqual([
      ['shard_2', 'User.findUnique', 'read', 0],
    ]);
    expect(virtual.queries.calls).toMatchObject([{ answered: true }, { answered: true }]);
    expect(virtual.queries.unanswered).toEqual([]);
  });

  test('assertScatter tells one call on several shards from several calls', async () => {
    const all = () => db['user']?.onAllShards().findMany();
    await expect(kit.assertScatter(all)).resolves.toEqual([]);
    await kit.assertScatter(all, ['shard_4', 'shard_3', 'shard_2', 'shard_1']);
    await expect(kit.assertScatter(all, ['shard_1', 'shard_2'])).rejects.toMatchObject({
      code: 'SG7007',
    });
    const each = async () => {
      for (const name of virtual.names) await db['user']?.onShard(name).count();
    };
    await expect(kit.assertScatter(each)).rejects.toMatchObject({
      message: expect.stringContaining('every call asked one shard at most'),
    });
  });

  test('see only what their function caused', async () => {
    const [one] = usersOf(db, 'shard_1');
    const [two] = usersOf(db, 'shard_2');
    await Promise.all([
      kit.assertQueriesOnShard('shard_1', () => db['user']?.count({ where: { id: one } })),
      kit.assertQueriesOnShard('shard_2', () => db['user']?.count({ where: { id: two } })),
    ]);
  });

  test('an unknown shard gets a suggestion', async () => {
    await expect(kit.assertQueriesOnShard('shard2', () => undefined)).rejects.toMatchObject({
      code: 'SG7002',
      fix: expect.stringContaining('Did you mean "shard_2"?'),
    });
  });
});
