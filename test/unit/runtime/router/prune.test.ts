import { describe, expect, test } from 'vitest';
import type { manifest } from '../fixture/manifest.js';
import { planOf, routeOf, router, topology } from '../fixture/router.js';

type Model = keyof typeof manifest.models;

const asked = (model: Model, where: unknown) =>
  router.shardsFor(planOf(model), where).map((shard) => topology.shards[shard] ?? '');

/** The shards of some keys, in topology order. */
const homesOf = (model: Model, ...keys: object[]) => {
  const homes = new Set(keys.map((key) => routeOf(model, key).shard));
  return topology.shards.filter((name) => homes.has(name));
};

describe('a filter asks the owners of the keys that it surely names', () => {
  const [one, two, three] = [{ id: 1n }, { id: 2n }, { id: 3n }];
  test.each<[Model, object, readonly string[]]>([
    ['User', one, homesOf('User', one)],
    ['User', { id: { equals: 1 } }, homesOf('User', one)],
    ['User', { id: { in: [1n, 2, 3n] } }, homesOf('User', one, two, three)],
    ['User', { OR: [one, { id: { in: [2n, 3n] } }] }, homesOf('User', one, two, three)],
    ['User', { OR: [one, two], AND: { id: 2n }, NOT: one }, homesOf('User', two)],
    ['User', { AND: [{ OR: [one, two] }, { OR: [two, three] }] }, homesOf('User', two)],
    ['User', { OR: one }, homesOf('User', one)],
    ['User', { name: 'x', OR: [one, { AND: [{ name: 'y' }, two] }] }, homesOf('User', one, two)],
    ['User', { orders: { some: { userId: 2n } } }, homesOf('User', two)],
    ['User', { profile: { user: { id: 3n } } }, homesOf('User', three)],
    ['Order', { user: { is: one } }, homesOf('User', one)],
    ['Order', { user: { OR: [one, two] } }, homesOf('User', one, two)],
    ['Item', { order: { user: one } }, homesOf('User', one)],
    ['Order', { userId_id: { userId: 1n, id: 9n } }, homesOf('User', one)],
    [
      'Tenant',
      { slug: { in: ['a', 'b'], mode: 'default' } },
      homesOf('Tenant', { slug: 'a' }, { slug: 'b' }),
    ],
    [
      'Place',
      { AND: [{ country: 'x' }, { zip: { in: [1, 2] } }] },
      homesOf('Place', { country: 'x', zip: 1 }, { country: 'x', zip: 2 }),
    ],
    [
      'Place',
      { OR: [{ country: 'x', zip: 1 }, { country_zip: { country: 'y', zip: 2 } }] },
      homesOf('Place', { country: 'x', zip: 1 }, { country: 'y', zip: 2 }),
    ],
    // No shard can have a row: one says so.
    ['User', { id: { in: [] } }, ['shard_1']],
    ['User', { AND: [one, two] }, ['shard_1']],
    ['Place', { country: { in: [] } }, ['shard_1']],
  ])('%s: %o', (model, where, shards) => {
    expect(asked(model, where)).toEqual(shards);
  });
});

describe('a filter asks all shards where it does not surely say less', () => {
  const skip = new (class Skip {})();
  const numbers = Array.from({ length: 40 }, (_, i) => i);
  test.each<[Model, unknown]>([
    ['User', undefined],
    ['User', null],
    ['User', {}],
    ['User', { id: null }],
    ['User', { id: undefined }],
    ['User', { id: '1' }],
    ['User', { id: 1.5 }],
    ['User', { id: 2 ** 53 }],
    ['User', { id: skip }],
    ['User', { id: {} }],
    ['User', { id: { in: 1n } }],
    ['User', { id: { in: [1n, '2'] } }],
    ['User', { id: { in: [1n, undefined] } }],
    ['User', { id: { equals: skip } }],
    ['User', { id: { not: 1n } }],
    ['User', { id: { notIn: [1n] } }],
    ['User', { id: { gt: 1n, lt: 3n } }],
    ['User', { id: { toJSON: () => 2n, equals: 1n } }],
    ['User', { toJSON: () => ({}), id: 1n }],
    ['User', Object.create({ id: 1n })],
    ['User', { NOT: { id: 1n } }],
    ['User', { OR: [] }],
    ['User', { OR: [{ id: 1n }, {}] }],
    ['User', { OR: [{ id: 1n }, null] }],
    ['User', { OR: [{ id: 1n }, { name: 'x' }] }],
    ['User', { AND: [] }],
    ['User', { orders: { every: { userId: 1n } } }],
    ['User', { orders: { none: { userId: 1n } } }],
    ['User', { orders: { some: {} } }],
    ['User', { profile: null }],
    ['Order', { user: { isNot: { id: 1n } } }],
    ['Order', { user: { is: null } }],
    // This foreign key does not hold the shard key.
    ['Order', { address: { userId: 1n } }],
    ['Tenant', { slug: { equals: 'a', mode: 'insensitive' } }],
    ['Tenant', { slug: { in: ['a'], mode: 'insensitive' } }],
    ['Tenant', { slug: { startsWith: 'a' } }],
    ['Place', { country: 'x' }],
    ['Place', { country: 'x', zip: '1' }],
    ['Place', { country: { in: numbers.map(String) }, zip: { in: numbers } }],
    [
      'Place',
      {
        AND: [
          { OR: numbers.map((zip) => ({ zip })) },
          { OR: numbers.map((each) => ({ country: `c${each}` })) },
        ],
      },
    ],
  ])('%s: %o', (model, where) => {
    expect(asked(model, where)).toEqual([...topology.shards]);
  });
});
