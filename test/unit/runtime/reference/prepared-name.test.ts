import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaderOf } from '../../../../runtime/reference/reference-parts.js';
import {
  partName,
  preparedName,
  readPreparedName,
} from '../../../../runtime/reference/write/prepared-name.js';
import { sameAnswer } from '../../../../runtime/reference/write/same-answer.js';

const id = '0b0e3d6e-4f0c-4a55-8f53-3cbb7a4a1c11';

test('a prepared write is named so that PostgreSQL takes the name, and it can be read again', () => {
  expect(preparedName({ id, leader: partName('shard_1'), shard: partName('shard_2') })).toBe(
    `sg:ref:${id}:shard_1:shard_2`,
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const parts = { id, leader: partName(one), shard: partName(other) };
      const name = preparedName(parts);
      expect(readPreparedName(name)).toEqual(parts);
      expect(Buffer.byteLength(name)).toBeLessThan(200);
      expect(name).not.toContain("'");
      expect(parts.leader === parts.shard).toBe(one === other);
    }),
  );
});

test('what others have prepared is not ours', () => {
  for (const name of ['', 'sg:ref:x', `sg:tx:${id}:a:b`, `sg:ref:${id}:a`, `sg:ref:${id}:a:b:c`]) {
    expect(readPreparedName(name)).toBeUndefined();
  }
});

test('the leader is the same shard, whatever the order of the config', () => {
  expect(leaderOf(['b', 'a', 'c'])).toBe(1);
  expect(leaderOf(['a'])).toBe(0);
  expect(leaderOf(['shard_10', 'shard_2', 'shard_1'])).toBe(2);
});

test('answers are the same when their rows are, in whatever order', () => {
  const rows = (...all: unknown[][]) => ({ rows: all });
  expect(sameAnswer(2, 2)).toBe(true);
  expect(sameAnswer(2, 1)).toBe(false);
  expect(sameAnswer(rows([1, 'a'], [2, 'b']), rows([2, 'b'], [1, 'a']))).toBe(true);
  expect(sameAnswer(rows([1, 'a']), rows([1, 'b']))).toBe(false);
  expect(sameAnswer(rows([1, null]), rows([1, 'null']))).toBe(false);
  expect(sameAnswer(rows([1], [1]), rows([1]))).toBe(false);
});
