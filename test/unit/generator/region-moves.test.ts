import { describe, expect, test } from 'vitest';
import type { ProjectConfig } from '../../../generator/config/project-config.js';
import { renderFiles } from '../../../generator/pipeline.js';
import { readGeneratedTopology } from '../../../generator/topology/read-generated-topology.js';
import { resolveOwners } from '../../../generator/topology/resolve-owners.js';
import { topologyMoves } from '../../../generator/topology/topology-change.js';
import type {
  GeographicGroupManifest,
  RegionManifest,
} from '../../../runtime/manifest/sharding-manifest.js';
import type { ShardingModel } from '../../../schema/model/sharding-model.js';

const group = (
  regions: readonly RegionManifest[],
  rest: Partial<GeographicGroupManifest> = {},
): GeographicGroupManifest => ({
  strategy: 'geographic',
  key: { country: 'text', state: 'text' },
  regions,
  ...rest,
});

const CA = { values: { country: ['US'], state: ['CA'] }, shard: 'west' };
const US = { values: { country: ['US'] }, shard: 'east' };
const EU = { values: { country: ['DE', 'GB'] }, shard: 'eu' };

const moves = (before: GeographicGroupManifest, now: GeographicGroupManifest) =>
  topologyMoves(new Map([['Shop', before]]), new Map([['Shop', now]]));

describe('keys that get another shard', () => {
  test('are those of a region that is moved, without the ones that an earlier region has', () => {
    expect(moves(group([CA, US, EU]), group([CA, { ...US, shard: 'eu' }, EU]))).toEqual([
      'Shop: country "US", state other than "CA" from east to eu',
    ]);
  });

  test('are those of a value that leaves its region', () => {
    const GB = { values: { country: ['GB'] }, shard: 'gb' };
    const DE = { values: { country: ['DE'] }, shard: 'eu' };
    expect(moves(group([EU]), group([GB, DE]))).toEqual(['Shop: country "GB" from eu to gb']);
  });

  test('are those that no region has any more', () => {
    expect(moves(group([CA, US]), group([CA]))).toEqual([
      'Shop: country "US", state other than "CA" from east to nobody',
    ]);
    expect(moves(group([], { default: 'rest' }), group([EU]))).toEqual([
      'Shop: country "DE" or "GB" from rest to eu',
      'Shop: country other than "DE" or "GB" from rest to nobody',
    ]);
  });

  test('are those of regions in another order', () => {
    expect(moves(group([CA, US]), group([US, CA]))).toEqual([
      'Shop: country "US", state "CA" from west to east',
    ]);
  });

  test('are all keys when the default moves', () => {
    expect(moves(group([], { default: 'a' }), group([], { default: 'b' }))).toEqual([
      'Shop: every key from a to b',
    ]);
  });

  test('may be any when case begins or ceases to count', () => {
    expect(moves(group([US], { caseInsensitive: true }), group([US]))).toEqual([
      'Shop: letter case decides anew where keys live (caseInsensitive was true and becomes false)',
    ]);
    const key = { zone: 'enum' } as const;
    const regions = [{ values: { zone: ['US'] }, shard: 'us' }];
    const ofEnum = (caseInsensitive: boolean) => group(regions, { key, caseInsensitive });
    expect(moves(ofEnum(false), ofEnum(true))).toEqual([]);
  });

  test('are all when the key has more fields, or another strategy decides', () => {
    const key = { country: 'text' } as const;
    expect(moves(group([US]), group([US], { key }))).toEqual([
      'Shop: every key gets another shard (the shard key was country (text), state (text) and becomes country (text))',
    ]);
    const hashed = { strategy: 'hash', buckets: 8, owners: { a: [[0, 8]] } } as const;
    expect(topologyMoves(new Map([['Shop', group([US])]]), new Map([['Shop', hashed]]))).toEqual([
      'Shop: every key gets another shard (geographic becomes hash)',
    ]);
  });
});

describe('no key gets another shard', () => {
  test.each([
    ['when nothing changes', group([CA, US]), group([CA, US])],
    ['when a region is new', group([US]), group([US, EU])],
    ['when a region is split on one shard', group([US]), group([{ ...CA, shard: 'east' }, US])],
    ['when regions that share no key are in another order', group([US, EU]), group([EU, US])],
    ['when a default is new', group([US]), group([US], { default: 'rest' })],
    [
      'when a key field is renamed',
      group([CA, US]),
      group(
        [
          { values: { land: ['US'], part: ['CA'] }, shard: 'west' },
          { values: { land: ['US'] }, shard: 'east' },
        ],
        { key: { land: 'char', part: 'text' } },
      ),
    ],
  ])('%s', (_, before, now) => {
    expect(moves(before, now)).toEqual([]);
  });
});

const model: ShardingModel = {
  groups: [
    {
      root: 'Shop',
      strategy: {
        kind: 'geographic',
        caseInsensitive: true,
        regions: [
          { values: [['us', 'eu\'s \\ "best"'], undefined], shard: 'a-1' },
          { values: [undefined, ['x']], shard: 'b' },
        ],
        otherwise: 'b',
      },
      members: ['Shop'],
    },
  ],
  models: [
    {
      name: 'Shop',
      delegate: 'shop',
      documentation: '',
      group: 'Shop',
      placement: { kind: 'root' },
      shardKey: [
        { name: 'region', type: 'text' },
        { name: 'city', type: 'text' },
      ],
      uniques: [],
      uniqueIndexes: [],
      scalars: [],
      primaryKey: [],
      stored: { name: 'Shop' },
      indexes: [],
      ids: [],
      relations: [],
      crossRelations: [],
      location: { file: 's', line: 1, column: 1, length: 1 },
    },
  ],
};

describe('a generated topology with regions', () => {
  const shards = [{ name: 'a-1' }, { name: 'b' }];
  const written = () =>
    renderFiles({
      model,
      shards,
      epoch: 1,
      owners: {},
      clientModule: '../client/client',
      importExtension: '.js',
    }).get('topology.ts') ?? '';

  test('is read back as it was written', async () => {
    const read = await readGeneratedTopology('topology.ts', written());
    expect(read.get('Shop')).toEqual({
      strategy: 'geographic',
      key: { region: 'text', city: 'text' },
      caseInsensitive: true,
      regions: [
        { values: { region: ['us', 'eu\'s \\ "best"'] }, shard: 'a-1' },
        { values: { city: ['x'] }, shard: 'b' },
      ],
      default: 'b',
    });
  });

  test.each([
    ["shard: 'b',", 'shard: b(),'],
    ["city: ['x'],", 'city: [1],'],
    ['caseInsensitive: true,', "caseInsensitive: 'true',"],
    ["default: 'b',", 'default: 7,'],
    ["default: 'b',", 'default: b(),'],
    ['regions: [', 'regions: 1 ?? ['],
    ["region: 'text',", 'region: 1,'],
  ])('is refused where it cannot be understood: %s', async (from, to) => {
    const text = written();
    expect(text).toContain(from);
    const edited = readGeneratedTopology('topology.ts', text.replace(from, to));
    await expect(edited).rejects.toMatchObject({ code: 'SG2308' });
  });

  test('has no owners of buckets, and the config can give it none', () => {
    const config = (owners: ProjectConfig['owners']): ProjectConfig => ({
      shownAs: 'shardgen.config.ts',
      shards,
      epoch: 1,
      owners,
      dev: { directory: '/dev' },
    });
    expect(resolveOwners(model, config({}))).toEqual({});
    expect(() => resolveOwners(model, config({ Shop: { b: [[0, 1]] } }))).toThrow(
      /SG2009.*topology\.owners\.Shop.*regions, not buckets/,
    );
  });
});
