import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeys } from '../../../../runtime/key/compare-keys.js';
import { keyFromText } from '../../../../runtime/key/key-from-text.js';
import type { KeyValue } from '../../../../runtime/key/key-value.js';
import type {
  RangeGroupManifest,
  RangeManifest,
} from '../../../../runtime/manifest/sharding-manifest.js';
import { describeRange } from '../../../../runtime/range/describe-range.js';
import { findRange } from '../../../../runtime/range/find-range.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';
import { ownedRanges } from '../../../../runtime/topology/owned-ranges.js';
import { thrown } from '../fixture/thrown.js';

const SHARDS = ['a', 'b', 'c'];

const group = (
  ranges: readonly RangeManifest[],
  rest: Partial<RangeGroupManifest> = {},
): RangeGroupManifest => ({ strategy: 'range', key: { id: 'int' }, ranges, ...rest });

describe('the range of a key', () => {
  test('is the one that asking each in order finds', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { maxLength: 8 });
    const owners = fc.array(fc.constantFrom(...SHARDS, undefined), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(bounds, owners, fc.constantFrom('c', undefined), (given, shards, otherwise) => {
        const ends = [undefined, ...given.sort((a, b) => a - b), undefined];
        const ranges = ends.slice(1).flatMap((to, i) => {
          const [from, shard] = [ends[i], shards[i]];
          if (shard === undefined) return [];
          const lower = from === undefined ? {} : { from: String(from) };
          return [{ ...lower, ...(to === undefined ? {} : { to: String(to) }), shard }];
        });
        const rest = otherwise === undefined ? {} : { default: otherwise };
        const owned = ownedRanges('G', group(ranges, rest), SHARDS);
        for (let key = -22; key <= 22; key++) {
          const found = ranges.find(
            ({ from, to }) =>
              (from === undefined || Number(from) <= key) && (to === undefined || key < Number(to)),
          );
          const expected = found?.shard ?? otherwise;
          const piece = findRange(owned, key);
          expect(piece?.shard).toBe(expected === undefined ? undefined : SHARDS.indexOf(expected));
        }
      }),
    );
  });

  const near53 = fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n });
  const texts = fc
    .tuple(
      fc.constantFrom('', 'customer-', 'é', '\u{1f600}'),
      fc.array(fc.constantFrom('a', 'b', 'z', '\uffff', '\u{1f600}', '\u{1f601}', '0'), {
        maxLength: 12,
      }),
    )
    .map(([common, rest]) => common + rest.join(''));
  test.each([
    ['bigint', fc.oneof(near53, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).map(String)],
    ['decimal', fc.tuple(fc.bigInt({ min: -40n, max: 40n }), fc.nat(99)).map((d) => d.join('.'))],
    ['decimal', fc.tuple(near53, fc.nat(9)).map(([whole, digit]) => `${whole}.${digit}`)],
    ['datetime', fc.nat(100_000).map((ms) => new Date(ms * 100).toISOString())],
    ['date', fc.nat(900).map((day) => new Date(day * 86_400_000).toISOString())],
    ['text', texts],
  ] as const)('of type %s is the last one that begins at or before it', (type, written) => {
    const canonical = (value: string) => {
      const key = keyFromText(type, value);
      if (key === undefined) throw new Error(`${value} is no ${type}`);
      return key;
    };
    const bounds = fc.uniqueArray(written, { maxLength: 40, selector: canonical });
    fc.assert(
      fc.property(bounds, fc.array(written, { minLength: 5 }), (given, keys) => {
        const order = [...given].sort((a, b) => compareKeys(type, canonical(a), canonical(b)));
        const ranges = order.map((from, i) => {
          const to = order[i + 1];
          return { from, ...(to === undefined ? {} : { to }), shard: SHARDS[i % 3] ?? '' };
        });
        const owned = ownedRanges('G', group(ranges, { key: { id: type } }), SHARDS);
        for (const key of [...keys, ...given].map(canonical)) {
          const before = order.filter((bound) => compareKeys(type, canonical(bound), key) <= 0);
          const from = before.at(-1);
          expect(findRange(owned, key)?.from).toBe(
            from === undefined ? undefined : canonical(from),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is none, or the default, where there are no ranges', () => {
    expect(findRange(ownedRanges('G', group([]), SHARDS), 1)?.shard).toBeUndefined();
    expect(findRange(ownedRanges('G', group([], { default: 'b' }), SHARDS), 1)?.shard).toBe(1);
  });
});

describe('ranges that are no order of keys are refused', () => {
  test.each([
    [[{ from: '5', to: '4', shard: 'a' }]],
    [[{ from: '5', to: '5', shard: 'a' }]],
    [
      [
        { to: '5', shard: 'a' },
        { from: '4', shard: 'b' },
      ],
    ],
    [[{ shard: 'a' }, { from: '4', shard: 'b' }]],
    [[{ to: '5', shard: 'a' }, { shard: 'b' }]],
    [
      [
        { from: '9', shard: 'a' },
        { from: '10', shard: 'b' },
      ],
    ],
    [[{ from: 'x', shard: 'a' }]],
    [[{ from: '2147483648', shard: 'a' }]],
  ])('%j', (ranges) => {
    expect(thrown(() => ownedRanges('G', group(ranges), SHARDS)).code).toBe('SG4011');
  });

  test('and so are several key fields, and shards that are not there', () => {
    const key = { id: 'int', other: 'int' } as const;
    expect(thrown(() => ownedRanges('G', group([], { key }), SHARDS)).code).toBe('SG4011');
    const unknown = group([{ shard: 'd' }]);
    expect(thrown(() => buildTopology({ epoch: 1, groups: { G: unknown } }, SHARDS))).toMatchObject(
      {
        code: 'SG4004',
        message: expect.stringContaining('"d"'),
      },
    );
    expect(thrown(() => ownedRanges('G', group([], { default: 'aa' }), SHARDS)).code).toBe(
      'SG4004',
    );
  });
});

describe('keys compare', () => {
  const sortedBy = (type: Parameters<typeof compareKeys>[0], values: readonly KeyValue[]) =>
    [...values].sort((a, b) => compareKeys(type, a, b));

  test('as texts by code points, which is the order of their bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareKeys('text', a, b))).toBe(bytes);
      }),
    );
    expect(sortedBy('text', ['\u{1f600}', '\uffff', 'a', 'B', '10', '9', ''])).toEqual([
      '',
      '10',
      '9',
      'B',
      'a',
      '\uffff',
      '\u{1f600}',
    ]);
  });

  test('as numbers of any width, exactly', () => {
    expect(sortedBy('bigint', [2n ** 53n + 1n, 10, 9, -1, -(2n ** 60n), 2n ** 53n])).toEqual([
      -(2n ** 60n),
      -1,
      9,
      10,
      2n ** 53n,
      2n ** 53n + 1n,
    ]);
  });

  test('as decimals, exactly', () => {
    const decimals = ['-10.5', '-10', '-9.99', '-0.001', '0', '0.0009', '0.001', '9', '9.1', '10'];
    expect(sortedBy('decimal', [...decimals].reverse())).toEqual(decimals);
    const decimal = fc.tuple(fc.bigInt(), fc.nat(12));
    fc.assert(
      fc.property(decimal, decimal, ([a, aScale], [b, bScale]) => {
        const plain = (digits: bigint, scale: number) => {
          const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
          const [whole, rest] = [
            text.slice(0, text.length - scale),
            text.slice(text.length - scale),
          ];
          const fraction = rest.replace(/0+$/, '');
          return `${digits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
        };
        const [x, y] = [a * 10n ** BigInt(bScale), b * 10n ** BigInt(aScale)];
        const expected = x < y ? -1 : x > y ? 1 : 0;
        expect(Math.sign(compareKeys('decimal', plain(a, aScale), plain(b, bScale)))).toBe(
          expected,
        );
      }),
    );
  });
});

test('a range is described by its ends', () => {
  expect(describeRange({ from: 1, to: 5n })).toBe('from 1 on, before 5');
  expect(describeRange({ to: 'b' })).toBe('before "b"');
  expect(describeRange({})).toBe('of all keys');
});
