import type { ShardedModel } from '../../../schema/model/sharded-model.js';

/** A root without relations; a test says what is special about it. */
export const aModel = (special: Partial<ShardedModel> = {}): ShardedModel => ({
  name: 'Order',
  delegate: 'order',
  documentation: '',
  group: 'Order',
  placement: { kind: 'root' },
  shardKey: [{ name: 'id', type: 'bigint' }],
  uniques: [{ name: 'id', fields: ['id'], compound: false }],
  uniqueIndexes: [],
  scalars: [{ name: 'id', kind: 'bigint', nullable: false, column: 'id' }],
  primaryKey: ['id'],
  stored: { name: special.name ?? 'Order' },
  indexes: [],
  ids: [],
  relations: [],
  crossRelations: [],
  location: { file: 'schema.prisma', line: 1, column: 1, length: 5 },
  ...special,
});
