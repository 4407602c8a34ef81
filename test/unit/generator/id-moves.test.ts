import { expect, test } from 'vitest';
import { idMoves } from '../../../generator/topology/id-moves.js';
import { readGeneratedTopology } from '../../../generator/topology/read-generated-topology.js';
import type { HashGroupManifest } from '../../../runtime/manifest/sharding-manifest.js';

const KEY = { id: 'bigint' } as const;
const owners = { shard_1: [[0, 8] as const] };

const group = (ids?: HashGroupManifest['ids']): HashGroupManifest => ({
  strategy: 'hash',
  buckets: 8,
  key: KEY,
  ...(ids === undefined ? {} : { ids }),
  owners,
});

const written = (ids?: HashGroupManifest['ids']) =>
  readGeneratedTopology(
    'topology.ts',
    `export const topology = { groups: { User: ${JSON.stringify(group(ids))} } } as const;`,
  );

const moves = async (
  before: HashGroupManifest['ids'],
  now: HashGroupManifest['ids'],
  models = ['User', 'Order'],
) => idMoves(await written(before), new Map([['User', group(now)]]), new Set(models));

test('ids that carried a bucket before, and those of new models, leave every row where it is found', async () => {
  const ids = { 'Order.id': 'snowflake' } as const;
  expect(await moves(ids, ids)).toEqual([]);
  expect(await moves(undefined, ids, ['User'])).toEqual([]);
  expect(await moves(ids, undefined)).toEqual([]);
});

test('ids that carry one from now on would not find the rows that are there', async () => {
  expect(await moves(undefined, { 'Order.id': 'snowflake' })).toEqual([
    'Order.id: rows that are there have ids without a bucket, which lead to no shard',
  ]);
});

test('another generator would look for rows elsewhere', async () => {
  expect(await moves({ 'Order.id': 'snowflake53' }, { 'Order.id': 'snowflake' })).toEqual([
    'Order.id: rows that are there have ids of snowflake53, which snowflake reads as others',
  ]);
});

test('what was written about ids and cannot be read is a named error', async () => {
  const text = `export const topology = { groups: { User: { strategy: 'hash', buckets: 8, key: {}, ids: 5, owners: {} } } };`;
  await expect(readGeneratedTopology('topology.ts', text)).rejects.toMatchObject({
    code: 'SG2308',
  });
});
