import { expect, test } from 'vitest';
import { virtualManifest } from '../../../../runtime/client/virtual-manifest.js';
import type { PlacementManifest } from '../../../../runtime/index.js';
import { lookupGroup } from '../../../../runtime/topology/lookup-group.js';
import { thrown } from '../fixture/thrown.js';

const group = (placement?: PlacementManifest) =>
  lookupGroup(
    'Tenant',
    { strategy: 'lookup', key: { id: 'text' }, ...(placement && { placement }) },
    ['a', 'b', 'c'],
  );

test('shards share new keys alike, but for what the placement says', () => {
  expect(group().weights).toEqual([1, 1, 1]);
  expect(group({ b: { weight: 2.5 }, c: { acceptNewKeys: false } }).weights).toEqual([1, 2.5, 0]);
  expect(group({ c: { weight: 3, acceptNewKeys: false } }).weights).toEqual([1, 1, 0]);
});

test.each<[PlacementManifest, string, string]>([
  [{ d: {} }, 'SG4004', '"d"'],
  [{ a: { weight: 0 } }, 'SG4011', 'weight of shard "a"'],
  [{ a: { weight: Number.NaN } }, 'SG4011', 'NaN'],
  [{ a: { weight: Number.POSITIVE_INFINITY } }, 'SG4011', 'Infinity'],
  [
    { a: { acceptNewKeys: false }, b: { acceptNewKeys: false }, c: { acceptNewKeys: false } },
    'SG4011',
    'no shard takes new keys',
  ],
])('a placement that cannot be is refused: %j', (placement, code, text) => {
  const error = thrown(() => group(placement));
  expect(error.code).toBe(code);
  expect(error.message).toContain(text);
});

test('other shards than the declared ones share new keys alike', () => {
  const lookup = {
    strategy: 'lookup',
    key: { id: 'text' },
    placement: { a: { acceptNewKeys: false } },
  } as const;
  const manifest = {
    version: 1,
    epoch: 1,
    shards: { a: {}, b: {} },
    models: {},
    groups: { lookup },
  };
  expect(virtualManifest(manifest, ['b', 'a']).groups).toEqual({ lookup });
  const { placement: _, ...alike } = lookup;
  expect(virtualManifest(manifest, ['a', 'b', 'c']).groups).toEqual({ lookup: alike });
});
