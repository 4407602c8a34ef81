import { describe, expect, test } from 'vitest';
import { renderFiles } from '../../../generator/pipeline.js';
import { readGeneratedTopology } from '../../../generator/topology/read-generated-topology.js';
import { topologyMoves } from '../../../generator/topology/topology-change.js';
import type {
  RangeGroupManifest,
  RangeManifest,
} from '../../../runtime/manifest/sharding-manifest.js';
import { analyzeSchema } from '../../../schema/analyze-schema.js';

const group = (
  ranges: readonly RangeManifest[],
  rest: Partial<RangeGroupManifest> = {},
): RangeGroupManifest => ({ strategy: 'range', key: { id: 'int' }, ranges, ...rest });

const moves = (before: RangeGroupManifest, now: RangeGroupManifest) =>
  topologyMoves(new Map([['Event', before]]), new Map([['Event', now]]));

const LOW = { to: '9', shard: 'a' };
const HIGH = { from: '9', shard: 'b' };

describe('keys that get another shard', () => {
  test('are those of a range that is moved', () => {
    expect(moves(group([LOW, HIGH]), group([LOW, { ...HIGH, shard: 'c' }]))).toEqual([
      'Event: keys from 9 on, from b to c',
    ]);
  });

  test('are those between an old and a new bound, compared as numbers', () => {
    const later = [
      { to: '10', shard: 'a' },
      { from: '10', shard: 'b' },
    ];
    expect(moves(group([LOW, HIGH]), group(later))).toEqual([
      'Event: keys from 9 on, before 10, from b to a',
    ]);
  });

  test('are those that no range has any more, in one sentence for neighbours', () => {
    const parts = [{ to: '5', shard: 'a' }, { from: '5', to: '9', shard: 'a' }, HIGH];
    expect(moves(group(parts), group([HIGH]))).toEqual(['Event: keys before 9, from a to nobody']);
    expect(moves(group(parts), group([HIGH], { default: 'a' }))).toEqual([]);
    expect(moves(group([{ shard: 'a' }]), group([{ shard: 'b' }]))).toEqual([
      'Event: every key from a to b',
    ]);
    expect(moves(group([], { default: 'a' }), group([HIGH], { default: 'c' }))).toEqual([
      'Event: keys before 9, from a to c',
      'Event: keys from 9 on, from a to b',
    ]);
  });

  test('are none where keys get a shard that had none, or a range is cut in two of one shard', () => {
    expect(moves(group([HIGH]), group([LOW, HIGH]))).toEqual([]);
    const cut = [LOW, { from: '9', to: '50', shard: 'b' }, { from: '50', shard: 'b' }];
    expect(moves(group([LOW, HIGH]), group(cut))).toEqual([]);
  });

  test('are none when an Int becomes a BigInt, and all when the order is another one', () => {
    const key = { id: 'bigint' } as const;
    const big = group([LOW, { ...HIGH, to: '9007199254740993' }], { key, default: 'b' });
    expect(moves(group([LOW, HIGH]), big)).toEqual([]);
    const text = group([LOW, HIGH], { key: { id: 'text' } });
    expect(moves(group([LOW, HIGH]), text)).toEqual([
      'Event: every key gets another shard (the shard key was id (int) and becomes id (text))',
    ]);
    const hashed = { strategy: 'hash', buckets: 8, owners: { a: [[0, 8]] } } as const;
    expect(topologyMoves(new Map([['Event', text]]), new Map([['Event', hashed]]))).toEqual([
      'Event: every key gets another shard (range becomes hash)',
    ]);
  });
});

describe('the generated topology of ranges', () => {
  const SCHEMA = `datasource db {
  provider = "postgresql"
}
/// @@shard.range(on: [code], ranges: [{ from: "a'\\"\\\\", to: "n", shard: a }, { from: "n", shard: b }], default: b)
model Event {
  code String @id
}
`;
  const written = () => {
    const { model } = analyzeSchema([{ path: 'schema.prisma', content: SCHEMA }]);
    if (model === undefined) throw new Error('the schema of the test has a mistake');
    const files = renderFiles({
      ...{ model, shards: [{ name: 'a' }, { name: 'b' }], epoch: 1, owners: {} },
      ...{ clientModule: '../client/client', importExtension: '.js' },
    });
    return files.get('topology.ts') ?? '';
  };

  test('is read back as it was written', async () => {
    expect((await readGeneratedTopology('topology.ts', written())).get('Event')).toEqual({
      strategy: 'range',
      key: { code: 'text' },
      ranges: [
        { from: 'a\'"\\', to: 'n', shard: 'a' },
        { from: 'n', shard: 'b' },
      ],
      default: 'b',
    });
  });

  test.each([
    ["shard: 'b',", 'shard: b(),'],
    ["to: 'n',", 'to: 1,'],
    ["from: 'n',", 'from: n,'],
    ["default: 'b',", 'default: 7,'],
    ['ranges: [', 'ranges: 1 ?? ['],
    ["code: 'text',", "code: 'datetime',"],
    ["code: 'text',", "code: 'toString',"],
  ])('is refused where it cannot be understood: %s', async (from, to) => {
    const text = written();
    expect(text).toContain(from);
    const edited = readGeneratedTopology('topology.ts', text.replace(from, to));
    await expect(edited).rejects.toMatchObject({ code: 'SG2308' });
  });
});
