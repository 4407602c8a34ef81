import { expect, test } from 'vitest';
import { compare, sortedImports } from '../../../generator/plan/imports.js';

test('packages come before relative modules, each sorted by code units', () => {
  const modules = ['./b.js', '../a.js', 'shardgen', './B.js', '@prisma/client'];
  const sorted = sortedImports(modules.map((module) => ({ module, typeOnly: true, names: ['X'] })));
  expect(sorted.map((entry) => entry.module)).toEqual([
    '@prisma/client',
    'shardgen',
    '../a.js',
    './B.js',
    './b.js',
  ]);
});

test('names are sorted without regard to the word type, and come once', () => {
  const [entry] = sortedImports([
    {
      module: 'shardgen',
      typeOnly: false,
      names: ['type Route', 'Exactly', 'type Exact', 'Exactly'],
    },
  ]);
  expect(entry).toEqual({
    module: 'shardgen',
    from: "'shardgen'",
    typeOnly: false,
    names: ['type Exact', 'Exactly', 'type Route'],
    line: '',
  });
});

test('a single name makes a line', () => {
  const lines = sortedImports([
    { module: './a.js', typeOnly: true, names: ['A'] },
    { module: './b.js', typeOnly: false, names: ['B'] },
  ]).map((entry) => entry.line);
  expect(lines).toEqual(["import type { A } from './a.js';", "import { B } from './b.js';"]);
});

test('an import without names is left out', () => {
  expect(sortedImports([{ module: './a.js', typeOnly: true, names: [] }])).toEqual([]);
});

test('the order does not depend on a locale', () => {
  expect(['b', 'ä', 'Z', 'a', 'z'].sort(compare)).toEqual(['Z', 'a', 'b', 'z', 'ä']);
});
