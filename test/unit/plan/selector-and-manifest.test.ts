import { expect, test } from 'vitest';
import { modelManifest } from '../../../generator/plan/manifest-view.js';
import { typeNames } from '../../../generator/plan/names.js';
import { outputTable } from '../../../generator/plan/output-table.js';
import { selectorView } from '../../../generator/plan/selector-view.js';
import { topologyView } from '../../../generator/plan/topology-view.js';
import { aModel } from './a-model.js';

const follower = aModel({
  name: 'Item',
  delegate: 'item',
  group: 'User',
  placement: { kind: 'colocated', with: 'User' },
  shardKey: [{ name: 'userId', type: 'bigint' }],
  uniques: [
    { name: 'sku', fields: ['sku'], compound: false },
    { name: 'year_number', fields: ['year', 'number'], compound: true },
    { name: 'userId_line', fields: ['userId', 'line'], compound: true },
  ],
  relations: [
    {
      name: 'user',
      target: 'User',
      list: false,
      required: true,
      oneToOne: false,
      inverse: 'items',
      fields: ['userId'],
      references: ['id'],
      carriesShardKey: true,
    },
  ],
});

test('a selector pins the key, and the one that explains a forgotten key comes last', () => {
  expect(selectorView(follower, typeNames(follower))).toEqual([
    [
      '{',
      '    userId_line: {',
      '      userId: bigint | number;',
      "      line: NonNullable<Prisma.ItemCreateManyInput['line']>;",
      '    };',
      '  }',
    ].join('\n'),
    "(ItemShardKey & { sku: NonNullable<Prisma.ItemCreateManyInput['sku']> })",
    [
      '(ItemShardKey & {',
      '    year_number: {',
      "      year: NonNullable<Prisma.ItemCreateManyInput['year']>;",
      "      number: NonNullable<Prisma.ItemCreateManyInput['number']>;",
      '    };',
      '  })',
    ].join('\n'),
  ]);
});

test('a root is named by its plain key', () => {
  const root = aModel();
  expect(selectorView(root, typeNames(root))).toEqual(['OrderShardKeyValue']);
});

test('the manifest holds the compound uniques through which a key can be given, and no others', () => {
  expect(modelManifest(follower)).toEqual({
    name: 'Item',
    delegate: 'item',
    group: 'User',
    shardKey: [{ field: 'userId', type: 'bigint' }],
    scalars: { id: 'bigint' },
    primaryKey: ['id'],
    compoundUniques: { userId_line: ['userId', 'line'] },
    relations: {
      user: { model: 'User', list: false, carriesShardKey: true, foreignKey: { userId: 'id' } },
    },
  });
});

test('a default that is filled in before routing stands in the manifest', () => {
  const root = aModel({ shardKey: [{ name: 'id', type: 'uuid', generated: 'uuid7' }] });
  expect(modelManifest(root).shardKey).toEqual([{ field: 'id', type: 'uuid', generated: 'uuid7' }]);
});

const input = {
  model: {
    groups: [{ root: 'Order', strategy: { kind: 'hash', buckets: 8 }, members: ['Order'] }],
    models: [aModel()],
  },
  shards: [],
  epoch: 1,
  owners: {},
  clientModule: '../client/client',
  importExtension: '.js',
} as const;

test('there is one file per model beside client, index and topology', () => {
  expect(outputTable(input).map(({ path }) => path)).toEqual([
    'client.ts',
    'index.ts',
    'topology.ts',
    'repositories/Order.ts',
  ]);
});

test('without a config no shard and no owner is named', () => {
  const view = topologyView(input);
  expect(view.shardNames).toEqual([]);
  expect(view.topology).not.toContain('owners');
});
