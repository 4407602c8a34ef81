import { expect, test } from 'vitest';
import type { GroupMoves, OpenMove } from '../../../../runtime/directory/move/move-log.js';
import { createStrayWatch } from '../../../../runtime/directory/strays.js';

const move = (id: string, switched: boolean): OpenMove => ({
  id,
  attempt: 1,
  group: 'Tenant',
  key: 'acme',
  values: ['acme'],
  source: 'shard_1',
  target: 'shard_2',
  switched,
  beganAt: new Date(0),
});

function watch() {
  const world = { time: 1_000_000, answer: { last: '0', moves: [] } as GroupMoves, asked: 0 };
  const strays = createStrayWatch({
    log: {
      async ofGroup() {
        world.asked += 1;
        return world.answer;
      },
    },
    clock: { now: () => 0, elapsed: () => world.time, after: () => () => undefined },
  });
  return { world, strays };
}

test('that nothing is moved is remembered for half of the time in which it stays true', async () => {
  const { strays, world } = watch();
  const first = await strays.of('Tenant');
  expect(first.byShard.size).toBe(0);
  world.time += 29_999;
  expect(strays.of('Tenant')).toBe(first);
  world.time += 1;
  await strays.of('Tenant');
  expect(world.asked).toBe(2);
  strays.forget();
  await strays.of('Tenant');
  expect(world.asked).toBe(3);
  world.time -= 1; // somebody set the clock back
  await strays.of('Tenant');
  expect(world.asked).toBe(4);
});

test('a move is never remembered: copies on the target do not count, and later those on the source', async () => {
  const { strays, world } = watch();
  world.answer = { last: '7', moves: [move('7', false)] };
  expect((await strays.of('Tenant')).byShard).toEqual(new Map([['shard_2', [['acme']]]]));
  world.answer = { last: '7', moves: [move('7', true)] };
  expect((await strays.of('Tenant')).byShard).toEqual(new Map([['shard_1', [['acme']]]]));
});

test('an answer is settled when nothing has changed since it was asked for', async () => {
  const { strays, world } = watch();
  const quiet = await strays.of('Tenant');
  // Whatever has begun since copies nothing for a minute.
  world.answer = { last: '8', moves: [move('8', false)] };
  world.time += 59_999;
  expect(strays.isSettled('Tenant', quiet)).toBe(true);
  world.time += 1;
  expect(await strays.isSettled('Tenant', quiet)).toBe(false);
  const moving = await strays.of('Tenant');
  expect(await strays.isSettled('Tenant', moving)).toBe(true);
  world.answer = { last: '8', moves: [move('8', true)] };
  expect(await strays.isSettled('Tenant', moving)).toBe(false);
  // One that began and ended meanwhile has left its number.
  world.answer = { last: '8', moves: [] };
  const before = await strays.of('Tenant');
  world.time += 60_000;
  world.answer = { last: '9', moves: [] };
  expect(await strays.isSettled('Tenant', before)).toBe(false);
});
