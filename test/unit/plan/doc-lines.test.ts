import { expect, test } from 'vitest';
import { classDoc } from '../../../generator/plan/doc-lines.js';
import { aModel } from './a-model.js';

const keyLine = (lines: readonly string[]) => lines.find((line) => line.startsWith('Shard key:'));

test('the words of the user come first, and cannot end the comment', () => {
  const lines = classDoc(
    aModel({ documentation: 'An order. */ throw 1; /*\n\n  Twice: **/ */  ' }),
    64,
  );
  expect(lines.slice(0, 4)).toEqual(['An order. *\\/ throw 1; /*', '', '  Twice: **\\/ *\\/', '']);
  expect(lines.some((line) => line.includes('*/'))).toBe(false);
});

test('without words of the user the comment begins with the key', () => {
  expect(classDoc(aModel(), 64)[0]).toBe(
    'Shard key: `id` (hash, 64 buckets; root of its colocation group).',
  );
});

test('a follower says whom it follows, over one level and over two', () => {
  const follower = (follows: string) =>
    aModel({ group: 'User', placement: { kind: 'colocated', with: follows } });
  expect([
    keyLine(classDoc(follower('User'), 64)),
    keyLine(classDoc(follower('Order'), 64)),
  ]).toEqual([
    'Shard key: `id` (hash; colocated with User).',
    'Shard key: `id` (hash; colocated with Order, which follows User).',
  ]);
});
