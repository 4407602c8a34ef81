import { describe, expect, test } from 'vitest';
import { describeKey, describeValue } from '../../../../runtime/errors/describe-value.js';
import { nearestName } from '../../../../runtime/errors/did-you-mean.js';
import * as execution from '../../../../runtime/errors/execution-errors.js';
import * as routing from '../../../../runtime/errors/routing-errors.js';
import * as topology from '../../../../runtime/errors/topology-errors.js';
import { serverOf } from '../../../../runtime/executor/prisma/server-of.js';

test('every family keeps to its own thousand', () => {
  const families = [routing.ROUTING_CODES, topology.TOPOLOGY_CODES, execution.EXECUTION_CODES];
  expect(families.map((codes) => Object.keys(codes).map((code) => code.slice(0, 3)))).toEqual([
    Object.keys(routing.ROUTING_CODES).map(() => 'SG3'),
    Object.keys(topology.TOPOLOGY_CODES).map(() => 'SG4'),
    Object.keys(execution.EXECUTION_CODES).map(() => 'SG5'),
  ]);
});

describe('describeValue', () => {
  test('never shows [object Object], and cuts long values', () => {
    expect(describeValue({ a: 1 })).toBe('the object { a }');
    expect(describeValue('x'.repeat(1000)).length).toBeLessThan(100);
    expect(describeValue(new Date(Number.NaN))).toBe('the Date (invalid)');
    expect(describeValue(Object.create(null))).toBe('the object {}');
    expect(describeValue(-0)).toBe('the number -0');
  });
});

test('two keys that differ read differently, and one key reads the same in both its forms', () => {
  expect([43n, 42, -0].map(describeKey)).toEqual(['43', '42', '0']);
  expect(describeKey('43')).toBe('the string "43"');
  expect(describeKey(1.5)).toBe('the number 1.5');
});

test('the nearest name is a typo away, or none', () => {
  const names = ['shard_1', 'shard_2', 'archive'];
  expect(['shard1', 'Shard_2', 'archve', 'zzz'].map((name) => nearestName(name, names))).toEqual([
    'shard_1',
    'shard_2',
    'archive',
    undefined,
  ]);
});

test('a server is shown without user and password', () => {
  expect(
    [
      'postgres://u:secret@db1:6432/shop?x=1',
      'postgres://u:secret@db1/shop',
      'postgres:///shop?host=/run/pg&user=u&password=secret',
      'no url: secret',
    ].map(serverOf),
  ).toEqual(['db1:6432/shop', 'db1:5432/shop', '/run/pg:5432/shop', 'url not shown']);
});
