import { describe, expect, test } from 'vitest';
import { createCopyHealth } from '../../../../runtime/reference/read/copy-health.js';

/** A clock that stands where it is put. */
function clockAt(start: number) {
  const clock = {
    time: start,
    now: () => 0,
    elapsed: () => clock.time,
    after: () => () => undefined,
  };
  return clock;
}

describe('whose turn it is to be read', () => {
  test('each shard begins as often as every other', () => {
    const health = createCopyHealth(3, clockAt(0));
    const first = Array.from({ length: 6 }, () => health.turn()[0]);
    expect(first.toSorted()).toEqual([0, 0, 1, 1, 2, 2]);
    expect(health.turn().toSorted()).toEqual([0, 1, 2]);
  });

  test('a shard that was not reached comes last, for a time', () => {
    const clock = clockAt(1_000);
    const health = createCopyHealth(3, clock);
    health.unreachable(1);
    for (let i = 0; i < 3; i++) expect(health.turn().at(-1)).toBe(1);
    clock.time += 5_000;
    const last = Array.from({ length: 3 }, () => health.turn().at(-1));
    expect(last.toSorted()).toEqual([0, 1, 2]);
  });

  test('a shard that is reached again takes its turn at once', () => {
    const health = createCopyHealth(2, clockAt(0));
    health.unreachable(0);
    health.reached(0);
    expect([health.turn()[0], health.turn()[0]].toSorted()).toEqual([0, 1]);
  });

  test('a copy that is behind is not read until it has caught up with every write', () => {
    const health = createCopyHealth(2, clockAt(0));
    health.behind(1);
    health.behind(1);
    health.caughtUp(1);
    expect([health.turn(), health.isBehind(1)]).toEqual([[0], true]);
    health.caughtUp(1);
    expect([health.turn().toSorted(), health.isBehind(1)]).toEqual([[0, 1], false]);
  });
});
