import { describe, expect, test } from 'vitest';
import { createRouter } from '../../../../runtime/router/router.js';
import { manifest } from '../fixture/manifest.js';
import { planOf, routeOf, router, topology } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

describe('router', () => {
  test('explains where a key lives', () => {
    const route = router.route(planOf('Order'), { userId: 1 });
    expect(route).toEqual({
      kind: 'single',
      shard: 'shard_4',
      bucket: 4024,
      epoch: 1,
      group: 'User',
      key: { userId: 1n },
      why: 'userId = 1 hashes to bucket 4024 of 4096 of group User, which shard shard_4 owns in epoch 1.',
    });
    expect(Object.isFrozen(route)).toBe(true);
  });

  test('sends every model of a group to one shard by one key', () => {
    for (let id = 0; id < 500; id++) {
      const { shard } = router.route(planOf('User'), { id });
      expect(router.route(planOf('Item'), { userId: BigInt(id) }).shard).toBe(shard);
    }
  });

  test('follows declared owners', () => {
    const shards = [0, 1, 2, 3, 4, 5, 6, 7].map((id) => {
      const { bucket, shard } = routeOf('Counter', { id });
      return [bucket, shard];
    });
    const owners = ['shard_4', 'shard_3', 'shard_2', 'shard_1'];
    expect(shards).toEqual(shards.map(([bucket]) => [bucket, owners[Number(bucket)]]));
  });

  test('routes the same in every process: these answers may never change', () => {
    const routed = [
      routeOf('User', { id: 123n }),
      routeOf('Tenant', { slug: 'ünïcødé' }),
      routeOf('Account', { id: '550E8400-e29b-41d4-a716-446655440000' }),
      routeOf('Place', { country: 'se', zip: 12345 }),
    ].map(({ bucket, shard }) => ({ bucket, shard }));
    expect(routed).toMatchInlineSnapshot(`
      [
        {
          "bucket": 2752,
          "shard": "shard_3",
        },
        {
          "bucket": 6,
          "shard": "shard_4",
        },
        {
          "bucket": 761,
          "shard": "shard_4",
        },
        {
          "bucket": 5,
          "shard": "shard_1",
        },
      ]
    `);
  });

  test('names a missing key of a route', () => {
    expect(thrown(() => router.route(planOf('Order'), {})).message).toBe(
      'SG3001: Order.route(): the shard key "userId" of Order is missing in `key`.',
    );
  });

  test('refuses a manifest that refers to what it does not have', () => {
    const { Counter, Order } = manifest.models;
    const noGroup = { models: { Counter: { ...Counter, group: 'Nobody' } } };
    expect(thrown(() => createRouter(noGroup, topology)).code).toBe('SG4011');
    expect(thrown(() => createRouter({ models: { Order } }, topology)).code).toBe('SG4011');
    expect(thrown(() => router.plan('Nobody')).code).toBe('SG9001');
  });

  test('refuses a cross-shard relation that leads nowhere, or says no shard', () => {
    const { Order } = manifest.models;
    const leading = (model: string, pairs: readonly (readonly [string, string, 'bigint'])[]) => {
      const crossRelations = { other: { model, pairs } };
      const models = { ...manifest.models, Order: { ...Order, crossRelations } };
      return () => createRouter({ models }, topology).plan('Order').crossRelations.get('other');
    };
    expect(thrown(leading('Nobody', [['id', 'id', 'bigint']])).code).toBe('SG4011');
    expect(thrown(leading('User', [])).code).toBe('SG4011');
    expect(thrown(leading('User', [['id', 'email', 'bigint']])).code).toBe('SG4011');
    expect(leading('User', [['id', 'id', 'bigint']])()).toMatchObject({
      loader: 'loadOther',
      target: { name: 'User' },
      keyPairs: [0],
    });
  });
});
