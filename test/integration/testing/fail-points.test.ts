import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StartedVirtualShards } from '../../../runtime/testing/index.js';
import type { LooseShards } from '../../support/generated-shards.js';
import { kitFor, usersOf } from './support/kit.js';

let virtual: StartedVirtualShards<LooseShards, string>;
let db: LooseShards;
let data: readonly object[];

beforeAll(async () => {
  virtual = await (await kitFor('fail-points')).startVirtualShards(2);
  db = virtual.db;
  data = virtual.names.flatMap((name) => usersOf(db, name, 2).map((id) => ({ id, name })));
});
afterAll(() => virtual.stop());
beforeEach(() => virtual.reset());

const createAll = async () => db['user']?.createMany({ data });
const rows = () => db['user']?.onAllShards().count();

test('every fail point has a number from 1 and says what it is', () => {
  const { all } = virtual.failPoints;
  expect(all.length).toBeGreaterThan(0);
  for (const of of new Set(all.map((point) => point.of))) {
    const points = all.filter((point) => point.of === of);
    expect(points.map(({ number }) => number)).toEqual(points.map((_, index) => index + 1));
  }
  for (const { title } of all) expect(title.length).toBeGreaterThan(10);
});

test('the world stands still before anything is sent, and goes on', async () => {
  const stop = virtual.failPoints.stopAt('createMany', 1);
  const call = createAll();
  await stop.reached;
  expect(virtual.queries.statements).toEqual([]);
  stop.goOn();
  await expect(call).resolves.toEqual({ count: 4 });
  await createAll().catch(() => undefined); // a stop is for one call
  await expect(rows()).resolves.toBe(4);
});

test('ended after the answers: the rows are there, and the caller got an error', async () => {
  const stop = virtual.failPoints.stopAt('createMany', 2);
  const call = expect(createAll()).rejects.toMatchObject({ code: 'SG7013' });
  await stop.reached;
  stop.end();
  await call;
  await expect(rows()).resolves.toBe(4);
});

test('ended with an error of one’s own, before it is reached', async () => {
  const stop = virtual.failPoints.stopAt('createMany', 1);
  stop.end(new Error('my own'));
  await expect(createAll()).rejects.toThrow('my own');
  await expect(rows()).resolves.toBe(0);
});

test('reset lets the world go on', async () => {
  const stop = virtual.failPoints.stopAt('createMany', 2);
  const call = createAll();
  await stop.reached;
  await virtual.reset();
  await expect(call).resolves.toEqual({ count: 4 });
});

test.each([
  ['createMany', 0],
  ['createMany', 99],
  ['creatMany', 1],
])('no fail point %s:%i', (of, number) => {
  expect(() => virtual.failPoints.stopAt(of, number)).toThrow(/SG7012[\s\S]*createMany/);
});
