import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GroupManifest } from '../../../../runtime/manifest/sharding-manifest.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';
import { thrown } from '../fixture/thrown.js';

const build = (group: GroupManifest, shards: readonly string[]) =>
  buildTopology({ epoch: 3, groups: { User: group } }, shards);

const ownersOf = (manifest: GroupManifest, shards: readonly string[]) => {
  const group = build(manifest, shards).groups.get('User');
  return group?.strategy === 'hash' ? [...group.owners] : [];
};

describe('buildTopology', () => {
  test('splits buckets evenly in declared order', () => {
    expect(ownersOf({ strategy: 'hash', buckets: 7 }, ['b', 'a', 'c'])).toEqual([
      0, 0, 1, 1, 2, 2, 2,
    ]);
  });

  test('gives shard i the buckets from floor(i*B/n) to floor((i+1)*B/n)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 5000 }), (n, more) => {
        const buckets = n + more;
        const shards = Array.from({ length: n }, (_, i) => `s${i}`);
        const owners = ownersOf({ strategy: 'hash', buckets }, shards);
        const expected = shards.flatMap((_, i) => {
          const count = Math.floor(((i + 1) * buckets) / n) - Math.floor((i * buckets) / n);
          return Array.from({ length: count }, () => i);
        });
        expect(owners).toEqual(expected);
      }),
    );
  });

  test('takes declared owners, in any order and in pieces', () => {
    const owners = {
      b: [
        [2, 3],
        [0, 1],
      ],
      a: [
        [1, 2],
        [3, 5],
      ],
    } as const;
    expect(ownersOf({ strategy: 'hash', buckets: 5, owners }, ['a', 'b'])).toEqual([1, 0, 1, 0, 0]);
  });

  test('keeps epoch and order of shards', () => {
    const { epoch, shards } = build({ strategy: 'hash', buckets: 4 }, ['z', 'a']);
    expect({ epoch, shards }).toEqual({ epoch: 3, shards: ['z', 'a'] });
  });

  test.each([
    ['a gap', { a: [[0, 2]], b: [[3, 4]] }, 'SG4003', 'no shard owns bucket 2'],
    ['a missing end', { a: [[0, 2]], b: [[2, 3]] }, 'SG4003', 'no shard owns bucket 3'],
    ['an overlap', { a: [[0, 3]], b: [[2, 4]] }, 'SG4003', '"a" and "b" both own bucket 2'],
    [
      'a range twice',
      {
        a: [
          [0, 4],
          [1, 2],
        ],
      },
      'SG4003',
      '"a" owns bucket 1 twice',
    ],
    [
      'an empty range',
      {
        a: [
          [0, 4],
          [2, 2],
        ],
      },
      'SG4003',
      '[2, 2)',
    ],
    ['a range outside', { a: [[0, 5]] }, 'SG4003', '[0, 5)'],
    ['a broken bound', { a: [[0, 1.5]] }, 'SG4003', '[0, 1.5)'],
    ['an unknown shard', { a: [[0, 2]], bb: [[2, 4]] }, 'SG4004', '"bb"'],
  ] as const)('refuses owners with %s', (_, owners, code, text) => {
    const error = thrown(() => build({ strategy: 'hash', buckets: 4, owners }, ['a', 'b']));
    expect(error).toEqual({ code, message: expect.stringContaining(text) });
  });

  test('refuses more shards than buckets, no shards, and a wrong number of buckets', () => {
    expect(thrown(() => build({ strategy: 'hash', buckets: 2 }, ['a', 'b', 'c'])).code).toBe(
      'SG4005',
    );
    expect(thrown(() => build({ strategy: 'hash', buckets: 2 }, [])).code).toBe('SG4002');
    for (const buckets of [0, -1, 1.5, Number.NaN, 2 ** 32]) {
      expect(thrown(() => build({ strategy: 'hash', buckets }, ['a'])).code).toBe('SG4006');
    }
  });
});
