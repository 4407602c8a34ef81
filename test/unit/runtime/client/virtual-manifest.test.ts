import { expect, test } from 'vitest';
import { virtualManifest } from '../../../../runtime/client/virtual-manifest.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';
import { geographicManifest as manifest } from '../fixture/geographic-manifest.js';
import { rangeManifest } from '../fixture/range-manifest.js';

const shardsOf = (over: typeof manifest | ReturnType<typeof virtualManifest>, root: string) => {
  const group = over.groups[root as keyof typeof over.groups];
  return group?.strategy === 'geographic' ? group.regions.map(({ shard }) => shard) : [];
};

test('the same shards keep their regions', () => {
  expect(virtualManifest(manifest, ['rest', 'eu', 'east', 'west'])).toBe(manifest);
});

test('other shards take the regions of the declared ones in turn, the same in every group', () => {
  const two = virtualManifest(manifest, ['one', 'two']);
  expect(shardsOf(two, 'Office')).toEqual(['one', 'two', 'one']);
  expect(shardsOf(two, 'Shop')).toEqual(['one', 'one']);
  expect(two.groups['Shop']).toMatchObject({ default: 'two' });
  expect(() => buildTopology(two, ['one', 'two'])).not.toThrow();
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(shardsOf(virtualManifest(manifest, six), 'Office')).toEqual(['a', 'b', 'c']);
});

test('a shard that is among them keeps its regions', () => {
  expect(shardsOf(virtualManifest(manifest, ['east', 'x']), 'Office')).toEqual([
    'east',
    'east',
    'east',
  ]);
  expect(shardsOf(virtualManifest(manifest, ['x', 'west']), 'Office')).toEqual([
    'west',
    'west',
    'x',
  ]);
});

test('where no config names the shards, the regions do', () => {
  const open = virtualManifest({ ...manifest, shards: {} }, ['a', 'b', 'c']);
  expect(shardsOf(open, 'Office')).toEqual(['a', 'b', 'c']);
  expect(() => buildTopology(open, ['a', 'b', 'c'])).not.toThrow();
});

test('a global model stays on its shard, or goes to the one that takes its place', () => {
  const plan = { strategy: 'global', shard: 'rest' } as const;
  const over = { ...manifest, groups: { Plan: plan } };
  const shardOver = (shards: readonly string[]) => virtualManifest(over, shards).groups['Plan'];
  expect(shardOver(['x', 'rest'])).toEqual(plan);
  const declared = Object.keys(manifest.shards);
  expect(shardOver(['a', 'b', 'c'])).toEqual({
    strategy: 'global',
    shard: ['a', 'b', 'c'][declared.indexOf('rest') % 3],
  });
  expect(virtualManifest({ ...over, shards: {} }, ['a', 'b']).groups['Plan']).toMatchObject({
    shard: 'a',
  });
});

test('ranges go to other shards like regions, and keep their bounds', () => {
  const names = ['old', 'x', 'y'];
  const three = virtualManifest(rangeManifest, names);
  const ranges = rangeManifest.groups.Account.ranges.map((range, i) => ({
    ...range,
    shard: ['old', 'x', 'y'][i],
  }));
  expect(three.groups['Account']).toEqual({ ...rangeManifest.groups.Account, ranges });
  expect(three.groups['Event']).toMatchObject({ default: 'old' });
  for (const count of [1, 2, 3, 5, 9]) {
    const shards = Array.from({ length: count }, (_, i) => `v${i}`);
    const topology = buildTopology(virtualManifest(rangeManifest, shards), shards);
    expect(topology.groups.get('Event')).toMatchObject({ strategy: 'range' });
  }
  expect(virtualManifest(rangeManifest, ['rest', 'old', 'current', 'medium'])).toBe(rangeManifest);
});
