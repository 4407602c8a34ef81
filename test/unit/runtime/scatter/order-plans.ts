import type { ShardingManifest } from '../../../../runtime/index.js';
import { createRouter } from '../../../../runtime/router/router.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';

const shards = { a: {}, b: {} };
const hashed = { strategy: 'hash', buckets: 16 } as const;
const model = { group: 'Thing', compoundUniques: {} } as const;
const leads = (to: string, list: boolean, foreignKey: Readonly<Record<string, string>> = {}) => ({
  ...{ model: to, list, carriesShardKey: true, foreignKey },
});

/** A thing of every kind of field, its parts, and what it may belong to. */
const manifest: ShardingManifest = {
  ...{ version: 2, epoch: 1, shards, groups: { Thing: hashed } },
  models: {
    Thing: {
      ...{ ...model, name: 'Thing', delegate: 'thing' },
      shardKey: [{ field: 'id', type: 'int' }],
      primaryKey: ['id'],
      scalars: {
        ...{ id: 'int', big: 'bigint?', ratio: 'float?', part: 'real', price: 'decimal 2?' },
        ...{ cash: 'money', ok: 'boolean?', title: 'text?', short: 'char', word: 'citext' },
        ...{
          uid: 'uuid',
          blob: 'bytes?',
          json: 'json',
          at: 'datetime?',
          day: 'date',
          clock: 'time',
        },
        ...{ micro: 'microdatetime', ticks: 'microtime', zone: 'timetz', bits: 'bit', net: 'inet' },
        ...{ doc: 'xml', state: 'enum State?', tags: 'list', boxId: 'int?' },
      },
      relations: {
        parts: leads('Part', true),
        box: leads('Box', false, { id: 'id', boxId: 'no' }),
      },
    },
    Part: {
      ...{ ...model, name: 'Part', delegate: 'part', primaryKey: ['id', 'no'] },
      shardKey: [{ field: 'id', type: 'int' }],
      scalars: { id: 'int', no: 'int', note: 'text?' },
      relations: { thing: leads('Thing', false, { id: 'id' }) },
    },
    Box: {
      ...{ ...model, name: 'Box', delegate: 'box', primaryKey: ['id', 'no'] },
      shardKey: [{ field: 'id', type: 'int' }],
      scalars: { id: 'int', no: 'int', label: 'text?', size: 'int' },
      relations: { things: leads('Thing', true) },
    },
  },
};

const router = createRouter(manifest, buildTopology(manifest, Object.keys(shards)));
export const planOf = (name: string) => router.plan(name);
