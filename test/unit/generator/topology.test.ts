import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectConfig } from '../../../generator/config/project-config.js';
import { rangesOf } from '../../../generator/topology/ranges-of.js';
import { readGeneratedTopology } from '../../../generator/topology/read-generated-topology.js';
import { resolveOwners } from '../../../generator/topology/resolve-owners.js';
import { topologyMoves } from '../../../generator/topology/topology-change.js';
import type {
  GroupManifest,
  HashGroupManifest,
} from '../../../runtime/manifest/sharding-manifest.js';
import type { ShardingModel } from '../../../schema/model/sharding-model.js';

const modelOf = (buckets: Record<string, number>): ShardingModel => ({
  models: [],
  groups: Object.entries(buckets).map(([root, count]) => ({
    root,
    strategy: { kind: 'hash', buckets: count },
    members: [root],
  })),
});

const configOf = (
  shards: readonly string[],
  owners: ProjectConfig['owners'] = {},
): ProjectConfig => ({
  shownAs: 'shardgen.config.ts',
  shards: shards.map((name) => ({ name })),
  epoch: 1,
  owners,
  dev: { directory: '/dev' },
});

describe('owners', () => {
  test('are an even split in declared order', () => {
    expect(resolveOwners(modelOf({ User: 10, Event: 4 }), configOf(['b', 'a', 'c']))).toEqual({
      User: { b: [[0, 3]], a: [[3, 6]], c: [[6, 10]] },
      Event: { b: [[0, 1]], a: [[1, 2]], c: [[2, 4]] },
    });
  });

  test('are empty without shards', () => {
    expect(resolveOwners(modelOf({ User: 10 }), configOf([]))).toEqual({});
  });

  test('of the config are taken as they are, in order of shards and ranges', () => {
    const config = configOf(['a', 'b', 'c'], {
      User: {
        b: [
          [8, 10],
          [0, 4],
        ],
        a: [[4, 8]],
      },
    });
    const owners = resolveOwners(modelOf({ User: 10 }), config);
    expect(owners).toEqual({
      User: {
        a: [[4, 8]],
        b: [
          [0, 4],
          [8, 10],
        ],
        c: [],
      },
    });
    expect(Object.keys(owners['User'] ?? {})).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['a gap at the start', { a: [[1, 10]] }, 'nobody owns the buckets [0, 1)'],
    ['a gap inside', { a: [[0, 4]], b: [[5, 10]] }, 'nobody owns the buckets [4, 5)'],
    ['a gap at the end', { a: [[0, 9]] }, 'nobody owns the buckets [9, 10)'],
    ['an overlap', { a: [[0, 6]], b: [[5, 10]] }, 'both "a" and "b" own the buckets [5, 6)'],
    [
      'a shard that names buckets twice',
      {
        a: [
          [0, 10],
          [2, 3],
        ],
      },
      '"a" names the buckets [2, 3) twice',
    ],
    ['buckets that do not exist', { a: [[0, 11]] }, 'the buckets are [0, 10)'],
  ] as const)('with %s are refused', (_, owners, problem) => {
    const config = configOf(['a', 'b'], { User: owners });
    expect(() => resolveOwners(modelOf({ User: 10 }), config)).toThrow(problem);
    expect(() => resolveOwners(modelOf({ User: 10 }), config)).toThrow(/SG2009/);
  });

  test('of a group that does not exist are refused', () => {
    const config = configOf(['a'], { Usr: { a: [[0, 10]] } });
    expect(() => resolveOwners(modelOf({ User: 10 }), config)).toThrow('did you mean "User"?');
  });

  test('of more shards than buckets are refused', () => {
    expect(() => resolveOwners(modelOf({ User: 2 }), configOf(['a', 'b', 'c']))).toThrow(/SG2009/);
  });

  test('as ranges say of each bucket what the table says', () => {
    const table = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(table, (owners) => {
        const names = ['a', 'b', 'c', 'd'];
        const back: string[] = [];
        for (const [name, ranges] of Object.entries(rangesOf(owners, names))) {
          for (const [from, to] of ranges) {
            expect(from).toBeLessThan(to);
            for (let i = from; i < to; i += 1) back[i] = name;
          }
        }
        expect(back).toEqual(owners.map((owner) => names[owner]));
      }),
    );
  });
});

describe('a changed topology', () => {
  const before = new Map([
    [
      'User',
      {
        strategy: 'hash' as const,
        buckets: 8,
        key: { id: 'int' },
        owners: { a: [[0, 4] as const], b: [[4, 8] as const] },
      },
    ],
  ]);
  const group = (
    buckets: number,
    owners: HashGroupManifest['owners'] = before.get('User')?.owners,
    key: HashGroupManifest['key'] = { id: 'int' },
  ): HashGroupManifest => ({
    strategy: 'hash',
    buckets,
    ...(key === undefined ? {} : { key }),
    ...(owners === undefined ? {} : { owners }),
  });
  const groups = (table: Readonly<Record<string, GroupManifest>>) => new Map(Object.entries(table));

  test('that keeps every owner moves nothing, new and removed groups included', () => {
    const User = group(8, { b: [[4, 8]], a: [[0, 4]], c: [] });
    const Event = group(4, { a: [[0, 4]] });
    expect(topologyMoves(before, groups({ User, Event }))).toEqual([]);
    expect(topologyMoves(before, groups({ Event }))).toEqual([]);
  });

  test('names the buckets that would change their shard', () => {
    const User = group(8, { a: [[0, 2]], b: [[2, 5]], c: [[5, 8]] });
    expect(topologyMoves(before, groups({ User }))).toEqual([
      'User: buckets [2, 4) from a to b',
      'User: buckets [5, 8) from b to c',
    ]);
  });

  test('of another number of buckets moves every key', () => {
    const User = group(16, { a: [[0, 16]] });
    expect(topologyMoves(before, groups({ User }))).toEqual([
      'User: every key gets another bucket (8 buckets become 16)',
    ]);
  });

  test('of a key that is hashed in another way moves every key', () => {
    const uuid = group(8, undefined, { id: 'uuid' });
    expect(topologyMoves(before, groups({ User: uuid }))).toEqual([
      'User: every key gets another bucket (the shard key was id (int) and becomes id (uuid))',
    ]);
    const more = group(8, undefined, { region: 'text', id: 'int' });
    expect(topologyMoves(before, groups({ User: more }))).toHaveLength(1);
  });

  test('of a wider integer, or another field name, moves nothing', () => {
    const wider = group(8, undefined, { userId: 'bigint' });
    expect(topologyMoves(before, groups({ User: wider }))).toEqual([]);
  });

  test('without shards loses the owners', () => {
    const { owners: _, ...User } = group(8);
    expect(topologyMoves(before, groups({ User }))).toHaveLength(1);
  });
});

describe('reading a generated topology', () => {
  const read = (text: string) => readGeneratedTopology('topology.ts', text);

  test('gives the owners back, without groups that name none', async () => {
    const text = `import type { X } from 'nowhere';
export const topology = { epoch: 1, groups: {
  User: { strategy: 'hash', buckets: 8, key: { id: 'int' }, owners: { 'a-1': [[0, 8]] } },
  Event: { buckets: 4 },
} } as const satisfies Omit<X, 'models'>;`;
    expect(await read(text)).toEqual(
      new Map([
        ['User', { strategy: 'hash', buckets: 8, key: { id: 'int' }, owners: { 'a-1': [[0, 8]] } }],
      ]),
    );
  });

  test.each([
    'export const topology = {',
    'export const other = 1;',
    'export const topology = { groups: { User: { buckets: 8, key: {}, owners: { a: [[0]] } } } };',
    'export const topology = { groups: { User: { buckets: 8, owners: { a: [[0, 8]] } } } };',
    'export const topology = { groups: { User: { buckets: f(), key: {}, owners: {} } } };',
    '<<<<<<< ours',
  ])('refuses what it does not understand: %s', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'SG2308' });
  });
});
