import { describe, expect, test } from 'vitest';
import { listed, property, quoted, typeNames } from '../../../generator/plan/names.js';
import { aModel } from './a-model.js';

test('names are listed as a sentence would', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

test('a property is quoted only where JavaScript needs it', () => {
  expect(['id', '$id', '_id', 'a1', '1a', 'a-b', ''].map(property)).toEqual([
    'id',
    '$id',
    '_id',
    'a1',
    "'1a'",
    "'a-b'",
    "''",
  ]);
});

test('a quote inside a text does not end it', () => {
  expect(quoted("it's \\ one\nline")).toBe("'it\\'s \\\\ one\\nline'");
});

describe('the types of a model', () => {
  test('name the model and every field of the key', () => {
    const names = typeNames(
      aModel({
        name: 'Shelf',
        shardKey: [
          { name: 'region', type: 'text' },
          { name: 'depot_code', type: 'int' },
        ],
      }),
    );
    expect([names.where, names.create, names.selector, names.shardKey]).toEqual([
      'ShelfWhereWithRegionAndDepot_code',
      'ShelfCreateWithRegionAndDepot_code',
      'ShelfSelectorWithRegionAndDepot_code',
      'ShelfShardKey',
    ]);
  });

  test('give way to what the file imports', () => {
    expect(typeNames(aModel({ name: 'Sharded' })).repository).toBe('ShardedRepository_');
    expect(typeNames(aModel({ name: 'Flat' })).projection).toBe('FlatProjection_');
    expect(typeNames(aModel({ name: 'Order' })).repository).toBe('OrderRepository');
  });

  test('are all different', () => {
    const { equals, ...names } = typeNames(aModel());
    const all = [...Object.values(names), equals('id')].filter((name) => name !== 'Order');
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  test('begin with a capital where Prisma begins them so', () => {
    expect(typeNames(aModel({ name: 'order_line' })).aggregates).toBe('Order_line');
  });
});
