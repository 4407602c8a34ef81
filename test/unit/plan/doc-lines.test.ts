import { expect, test } from 'vitest';
import { classDoc } from '../../../generator/plan/doc-lines.js';
import { aModel } from './a-model.js';

const HASHED = { strategy: { kind: 'hash', buckets: 64 } } as const;

const keyLine = (lines: readonly string[]) => lines.find((line) => line.startsWith('Shard key:'));

test('the words of the user come first, and cannot end the comment', () => {
  const lines = classDoc(
    aModel({ documentation: 'An order. */ throw 1; /*\n\n  Twice: **/ */  ' }),
    HASHED,
  );
  expect(lines.slice(0, 4)).toEqual(['An order. *\\/ throw 1; /*', '', '  Twice: **\\/ *\\/', '']);
  expect(lines.some((line) => line.includes('*/'))).toBe(false);
});

test('without words of the user the comment begins with the key', () => {
  expect(classDoc(aModel(), HASHED)[0]).toBe(
    'Shard key: `id` (hash, 64 buckets; root of its colocation group).',
  );
});

test('a follower says whom it follows, over one level and over two', () => {
  const follower = (follows: string) =>
    aModel({ group: 'User', placement: { kind: 'colocated', with: follows } });
  expect([
    keyLine(classDoc(follower('User'), HASHED)),
    keyLine(classDoc(follower('Order'), HASHED)),
  ]).toEqual([
    'Shard key: `id` (hash; colocated with User).',
    'Shard key: `id` (hash; colocated with Order, which follows User).',
  ]);
});

test('a root says which region is on which shard, and ends no comment by a value', () => {
  const region = { shard: 'eu', values: [['DE', 'a*/b']] };
  const strategy = {
    kind: 'geographic',
    regions: [region, { shard: 'us', values: [['US']] }],
    otherwise: 'rest',
    caseInsensitive: false,
  } as const;
  expect(classDoc(aModel(), { strategy })).toEqual([
    'Shard key: `id` (geographic, 2 regions; root of its colocation group).',
    '- id "DE" or "a*\\/b": eu',
    '- id "US": us',
    '- any other: rest',
    'Every call goes to the one shard that has the region of its `id`; only `createMany` and',
    '`createManyAndReturn` may touch several, one for each shard that a row belongs to.',
    '`onShard` and `onShards` name shards, `onAllShards` asks those that may hold a matching row.',
  ]);
  const many = { ...strategy, regions: Array.from({ length: 20 }, () => region) };
  expect(
    classDoc(aModel(), { strategy: many }).filter((line) => line.startsWith('-')),
  ).toHaveLength(14);
});

test('a root says which range is on which shard', () => {
  const strategy = {
    kind: 'range',
    ranges: [
      { from: undefined, to: '10', shard: 'a*/' },
      { from: '10', to: undefined, shard: 'b' },
    ],
    otherwise: 'rest',
  } as const;
  expect(classDoc(aModel(), { strategy })).toEqual([
    'Shard key: `id` (range, 2 ranges; root of its colocation group).',
    '- id before 10: a*\\/',
    '- id from 10 on: b',
    '- any other: rest',
    'Every call goes to the one shard that has the range of its `id`; only `createMany` and',
    '`createManyAndReturn` may touch several, one for each shard that a row belongs to.',
    '`onShard` and `onShards` name shards, `onAllShards` asks those that may hold a matching row.',
  ]);
});
