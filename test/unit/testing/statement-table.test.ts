import { expect, test } from 'vitest';
import type { Statement } from '../../../runtime/testing/tracking/statement.js';
import { statementTable } from '../../../runtime/testing/tracking/statement-table.js';

const statement = (over: Partial<Statement>): Statement => ({
  number: 1,
  shard: 'shard_1',
  call: 1,
  model: 'User',
  method: 'findUnique',
  kind: 'read',
  sql: 'SELECT 1',
  durationMs: 1.26,
  rows: 1,
  error: undefined,
  ...over,
});

test('prints a small table', () => {
  const text = statementTable([
    statement({}),
    statement({
      number: 2,
      shard: 'eu',
      model: undefined,
      method: undefined,
      kind: 'transaction',
      sql: 'BEGIN',
      rows: 0,
    }),
    statement({ number: 3, rows: undefined, durationMs: undefined, sql: 'SELECT\n  2' }),
    statement({ number: 4, rows: undefined, error: 'what\nit is bad ' }),
  ]);
  expect(text).toBe(
    [
      '  #  shard    call             kind         rows  ms         statement',
      '  1  shard_1  User.findUnique  read         1     1.3        SELECT 1',
      '  2  eu       -                transaction  0     1.3        BEGIN',
      '  3  shard_1  User.findUnique  read         -     no answer  SELECT 2',
      '  4  shard_1  User.findUnique  read         -     1.3        SELECT 1  failed: it is bad',
    ].join('\n'),
  );
});

test('cuts long lists and long statements', () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    statement({ number: index + 1, sql: `SELECT ${'x'.repeat(500)}` }),
  );
  const lines = statementTable(many).split('\n');
  expect(lines.at(-1)).toBe('  ... and 70 more');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(140);
});

test('says when there is nothing', () => {
  expect(statementTable([])).toBe('  (no statement at all)');
});
