import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import type { LooseRepository } from '../runtime/fixture/repository.js';
import { lockTable, statementsOf, type TableLock } from './running-statements.js';

let shards: FixtureShards;
let users: LooseRepository;
let locks: readonly TableLock[];

beforeAll(async () => {
  shards = await startFixtureShards('turns', { processConcurrency: 6, queue: 3 });
  users = shards.repository('User');
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.virtual.reset();
  await users.onAllShards().count();
  locks = await Promise.all(
    shards.virtual.names.map((name) => lockTable(shards.virtual.shard(name).url, 'User')),
  );
  return () => Promise.all(locks.map((lock) => lock.release()));
});

/** How many statements run on each shard. */
async function running(): Promise<readonly number[]> {
  const each = shards.virtual.names.map((name) => statementsOf(shards.virtual.shard(name).url));
  return (await Promise.all(each)).map((statements) => statements.length);
}

async function untilRun(counts: readonly number[]): Promise<void> {
  while (JSON.stringify(await running()) !== JSON.stringify(counts));
}

describe('of one call', () => {
  test('all shards are asked at once', async () => {
    const counted = users.onAllShards().count();
    const settled = counted.then((count) => count);
    await untilRun([1, 1, 1, 1]);
    for (const lock of locks) await lock.release();
    expect(await settled).toBe(0);
  });

  test('no more shards than it says, in their order', async () => {
    const counted = users.onAllShards({ concurrency: 2 }).count();
    const settled = counted.then((count) => count);
    await untilRun([1, 1, 0, 0]);
    await locks[1]?.release();
    await untilRun([1, 0, 1, 0]);
    await locks[0]?.release();
    await untilRun([0, 0, 1, 1]);
    await locks[2]?.release();
    await locks[3]?.release();
    expect(await settled).toBe(0);
  });
});

describe('of one process', () => {
  test('questions wait, but not more of them than may', async () => {
    const first = users
      .onAllShards()
      .count()
      .then((count) => count);
    const second = users
      .onAllShards()
      .count()
      .then((count) => count);
    // Six run and two wait.
    await untilRun([2, 2, 1, 1]);
    const third = users.onShards(['shard_1', 'shard_2']).count();
    await expect(third).rejects.toMatchObject({ code: 'SG5012' });
    const fourth = users
      .onShards(['shard_1'])
      .count()
      .then((count) => count);
    for (const lock of locks) await lock.release();
    expect(await Promise.all([first, second, fourth])).toEqual([0, 0, 0]);
  });

  test('who waits does not wait longer than its call', async () => {
    const controller = new AbortController();
    const first = users
      .onAllShards()
      .count()
      .then((count) => count);
    const { signal } = controller;
    const second = users.onAllShards({ signal }).count();
    const failed = expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await untilRun([2, 2, 1, 1]);
    controller.abort();
    await failed;
    await untilRun([1, 1, 1, 1]);
    const third = users
      .onShards(['shard_1', 'shard_2'])
      .count()
      .then((count) => count);
    await untilRun([2, 2, 1, 1]);
    for (const lock of locks) await lock.release();
    expect(await Promise.all([first, third])).toEqual([0, 0]);
  });
});
