import { describe, expect, test } from 'vitest';
import { preferredShard } from '../../../../runtime/directory/preferred-shard.js';

const KEYS = Array.from({ length: 20_000 }, (_, i) => `tenant-${i}`);

function counts(shards: readonly string[], weights: readonly number[]): number[] {
  const found = shards.map(() => 0);
  for (const key of KEYS) {
    const shard = preferredShard({ weights }, shards, key);
    found[shard] = (found[shard] ?? 0) + 1;
  }
  return found;
}

describe('the shard of a new key', () => {
  // The hash is fixed, so the counts are: five standard deviations are no gamble.
  test.each([[[1, 1, 1]], [[2, 1, 1]], [[1, 2, 3]], [[10, 1, 0.5]], [[1, 1, 1, 1, 1, 1, 1, 1]]])(
    'is drawn in proportion to the weights %j',
    (weights) => {
      const shards = weights.map((_, i) => `shard_${i + 1}`);
      const sum = weights.reduce((a, b) => a + b, 0);
      for (const [i, count] of counts(shards, weights).entries()) {
        const share = (weights[i] ?? 0) / sum;
        const deviation = Math.sqrt(KEYS.length * share * (1 - share));
        expect(Math.abs(count - KEYS.length * share)).toBeLessThan(5 * deviation);
      }
    },
  );

  test('is never one without a weight', () => {
    expect(counts(['a', 'b', 'c'], [0, 1, 0])).toEqual([0, KEYS.length, 0]);
    expect(counts(['a', 'b', 'c'], [1, 0, 1])[1]).toBe(0);
  });

  test('changes only for the keys that a new shard takes, and not with the order of shards', () => {
    const before = ['a', 'b', 'c'];
    const after = ['d', 'c', 'b', 'a'];
    let moved = 0;
    for (const key of KEYS) {
      const old = before[preferredShard({ weights: [1, 1, 1] }, before, key)];
      const next = after[preferredShard({ weights: [1, 1, 1, 1] }, after, key)];
      if (next !== old) expect(next).toBe('d');
      if (next === 'd') moved += 1;
    }
    expect(moved).toBeGreaterThan(KEYS.length / 5);
    expect(moved).toBeLessThan((KEYS.length * 3) / 10);
  });
});
