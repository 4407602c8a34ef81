import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StartedVirtualShards, VirtualShard } from '../../../runtime/testing/index.js';
import type { LooseShards } from '../../support/generated-shards.js';
import { kitFor, usersOf } from './support/kit.js';
import { connectTo, onShard } from './support/look.js';

let virtual: StartedVirtualShards<LooseShards, string>;
let db: LooseShards;
let shard: VirtualShard;
let id: bigint;

beforeAll(async () => {
  const kit = await kitFor('faults');
  virtual = await kit.startVirtualShards({ shards: 4, time: 'fake', deadlineMs: 5000 });
  db = virtual.db;
  shard = virtual.shard('shard_2');
  [id = 0n] = usersOf(db, 'shard_2');
});
afterAll(() => virtual.stop());
beforeEach(async () => {
  await virtual.reset();
  await db['user']?.create({ data: { id, name: 'Ada' } });
  virtual.queries.clear();
});

// Calls are lazy: these begin at once.
const find = async () => db['user']?.findUnique({ where: { id } });
const rename = async (name: string) => db['user']?.update({ where: { id }, data: { name } });
const nameNow = async () => (await onShard(shard, 'SELECT name FROM "User"'))[0]?.['name'];
const UNREACHABLE = { code: 'SG5001', shard: 'shard_2' };

describe('down', () => {
  test('calls fail with SG5001, also on connections that were open; others go on', async () => {
    await find();
    await shard.down();
    await expect(find()).rejects.toMatchObject(UNREACHABLE);
    await expect(find()).rejects.toMatchObject(UNREACHABLE);
    await expect(db['user']?.onAllShards().count()).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_2', cause: UNREACHABLE }],
    });
    const [other] = usersOf(db, 'shard_1');
    await expect(db['user']?.count({ where: { id: other } })).resolves.toBe(0);
    await shard.restore();
    await expect(find()).resolves.toMatchObject({ name: 'Ada' });
  });

  test('other processes cannot connect either', async () => {
    await shard.down();
    await expect(onShard(shard, 'SELECT 1')).rejects.toThrow();
    await shard.restore();
    await expect(onShard(shard, 'SELECT 1')).resolves.toHaveLength(1);
  });
});

describe('partition', () => {
  test('requests hang until the deadline of the call', async () => {
    await shard.partition();
    const failed = expect(find()).rejects.toMatchObject({ code: 'SG5004', shard: 'shard_2' });
    await virtual.clock.advance(4999);
    expect(virtual.clock.waiting).toBe(1);
    await virtual.clock.advance(1);
    await failed;
  });

  test('what waits goes on when the partition ends', async () => {
    await shard.partition();
    const call = find();
    const settled = call.then(() => true);
    expect(await Promise.race([settled, virtual.clock.advance(100).then(() => false)])).toBe(false);
    await shard.restore();
    await expect(call).resolves.toMatchObject({ name: 'Ada' });
  });

  test('new connections hang too', async () => {
    await shard.down();
    await shard.restore();
    await shard.partition();
    const failed = expect(find()).rejects.toMatchObject({ code: 'SG5004' });
    await virtual.clock.advance(5000);
    await failed;
  });

  test('an answer on its way does not arrive', async () => {
    const lock = await holdRow();
    const update = rename('Bob');
    const failed = expect(update).rejects.toMatchObject({ code: 'SG5004' });
    await statementsOnTheirWay(1);
    await shard.partition();
    await lock.release();
    await expect.poll(nameNow).toBe('Bob');
    await virtual.clock.advance(5000);
    await failed;
  });
});

describe('slow', () => {
  test('each statement waits on the clock', async () => {
    await shard.slow(1000);
    const call = find();
    await virtual.clock.advance(999);
    expect(virtual.queries.statements).toMatchObject([{ durationMs: undefined }]);
    await virtual.clock.advance(1);
    await expect(call).resolves.toMatchObject({ name: 'Ada' });
  });

  test('slower than the deadline is SG5004', async () => {
    await shard.slow(6000);
    const failed = expect(find()).rejects.toMatchObject({ code: 'SG5004' });
    await virtual.clock.advance(5000);
    await failed;
  });
});

describe('failNext', () => {
  test('hits the statement it waits for, once', async () => {
    await shard.failNext({ on: 'write', after: 1, with: '40001' });
    await find();
    await rename('Bob');
    await expect(rename('Cid')).rejects.toMatchObject({ code: 'P2034' });
    await rename('Dan');
    expect(await nameNow()).toBe('Dan');
  });

  test('several in a row', async () => {
    await shard.failNext({ with: '40001', times: 2 });
    await expect(find()).rejects.toThrow();
    await expect(find()).rejects.toThrow();
    await expect(find()).resolves.toMatchObject({ name: 'Ada' });
  });

  test('in a transaction the error is PostgreSQL’s own: nothing of it is kept', async () => {
    await shard.failNext({ on: 'write', after: 1, with: { code: '23514', message: "it's bad" } });
    const update = db['user']?.update({
      where: { id },
      data: { name: 'Bob', orders: { create: { id: 1 } } },
    });
    await expect(update).rejects.toThrow("it's bad");
    expect(await nameNow()).toBe('Ada');
    expect(virtual.queries.statements.at(-1)?.sql).toBe('ROLLBACK');
  });

  test('an error of one’s own reaches the driver as it is', async () => {
    await shard.failNext({ with: new Error('my own') });
    await expect(find()).rejects.toThrow('my own');
    await find();
  });

  test('a lost connection is SG5001, and the statement was not run', async () => {
    await shard.failNext({ on: 'write', with: 'connection lost' });
    await expect(rename('Bob')).rejects.toMatchObject(UNREACHABLE);
    expect(await nameNow()).toBe('Ada');
    await rename('Cid');
    expect(await nameNow()).toBe('Cid');
  });

  test.each([
    [{ on: 'writes' }, /`on` is the string "writes"/],
    [{ after: -1 }, /`after` is the number -1/],
    [{ after: 0.5 }, /`after`/],
    [{ times: 0 }, /`times`/],
    [{ with: 'no' }, /`with` is the string "no"/],
    [{ with: { code: "0'; DROP" } }, /`with`/],
  ])('refuses %j', async (options, message) => {
    // Sound: JavaScript callers may give anything.
    await expect(shard.failNext(options as never)).rejects.toMatchObject({
      code: 'SG7010',
      message: expect.stringMatching(message),
    });
  });
});

describe('dropReply', () => {
  test('the statement ran, the caller gets SG5001', async () => {
    await shard.dropReply({ on: 'write' });
    await expect(rename('Bob')).rejects.toMatchObject(UNREACHABLE);
    expect(await nameNow()).toBe('Bob');
    await expect(find()).resolves.toMatchObject({ name: 'Bob' });
  });

  test('of a COMMIT: the transaction is there', async () => {
    await shard.dropReply({ on: 'transaction', after: 1 });
    const update = db['user']?.update({
      where: { id },
      data: { name: 'Bob', orders: { create: { id: 1 } } },
    });
    await expect(update).rejects.toMatchObject(UNREACHABLE);
    expect(await nameNow()).toBe('Bob');
  });
});

describe('crash', () => {
  test('rolls back what is open, keeps what is prepared', async () => {
    const open = await connectTo(shard);
    await open.query('BEGIN');
    await open.query('UPDATE "User" SET name = $1', ['Bob']);
    const prepared = await connectTo(shard);
    await prepared.query('BEGIN');
    await prepared.query(`INSERT INTO "Product" (sku, title) VALUES ('a', 'A')`);
    await prepared.query(`PREPARE TRANSACTION 'kept'`);
    await shard.crash();
    await expect(open.query('COMMIT')).rejects.toThrow();
    await expect(find()).rejects.toMatchObject(UNREACHABLE);
    await shard.restore();
    await expect(find()).resolves.toMatchObject({ name: 'Ada' });
    const gids = await onShard(
      shard,
      'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
    );
    expect(gids).toEqual([{ gid: 'kept' }]);
    await virtual.reset();
    const left = await onShard(
      shard,
      'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
    );
    expect(left).toEqual([]);
  });

  test('a call in flight fails, and its write is not there', async () => {
    const lock = await holdRow();
    const update = expect(rename('Bob')).rejects.toMatchObject(UNREACHABLE);
    await statementsOnTheirWay(1);
    await shard.crash();
    await update;
    await lock.release().catch(() => undefined);
    await shard.restore();
    expect(await nameNow()).toBe('Ada');
  });
});

test('an unknown shard gets a suggestion', () => {
  expect(() => virtual.shards['shard2']).toThrow(/SG7002[\s\S]*Did you mean "shard_2"/);
  expect(JSON.stringify(Object.keys(virtual.shards))).toBe(
    '["shard_1","shard_2","shard_3","shard_4"]',
  );
});

async function holdRow() {
  const client = await connectTo(shard);
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM "User" FOR UPDATE');
  return {
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

async function statementsOnTheirWay(count: number) {
  await expect
    .poll(async () => {
      const [row] = await onShard(
        shard,
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return row?.['waiting'];
    })
    .toBe(count);
}
