import { describe, expect, test } from 'vitest';
import { locateCall } from '../../../../runtime/repository/locate-call.js';
import { createRouter } from '../../../../runtime/router/router.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';
import { rangeManifest as manifest } from '../fixture/range-manifest.js';
import { thrown } from '../fixture/thrown.js';

const topology = buildTopology(manifest, Object.keys(manifest.shards));
const router = createRouter(manifest, topology);
const planOf = (model: keyof typeof manifest.models) => router.plan(model);

describe('a route to a range', () => {
  test('says the shard and the range that has the key', () => {
    const route = router.route(planOf('Account'), { id: 5000n });
    expect(route).toEqual({
      kind: 'single',
      shard: 'old',
      range: { from: 1000, to: 10000 },
      epoch: 3,
      group: 'Account',
      key: { id: 5000 },
      why: 'id = 5000 is in the range from 1000 on, before 10000, of group Account, so on shard old in epoch 3.',
    });
    expect(Object.isFrozen(route)).toBe(true);
    expect(router.route(planOf('Account'), { id: 30000 })).toMatchObject({
      range: { from: 30000 },
      shard: 'current',
    });
  });

  test('has its lower bound and not its upper one', () => {
    const shardOf = (id: number) => router.route(planOf('Account'), { id }).shard;
    expect([1000, 9999, 10000, 19999].map(shardOf)).toEqual(['old', 'old', 'medium', 'medium']);
  });

  test('goes to the default for keys that no range has', () => {
    const route = router.route(planOf('Event'), { at: new Date('2025-01-01') });
    expect(route).toMatchObject({
      shard: 'rest',
      range: 'default',
      why: expect.stringContaining('is in no other range, of group Event'),
    });
  });

  test('is the same for every model of the group, by its own field', () => {
    const note = router.route(planOf('Note'), { eventAt: '2024-01-01T00:30:00+01:00' });
    expect(note).toMatchObject({ shard: 'old', key: { eventAt: '2023-12-31T23:30:00.000Z' } });
  });
});

describe('a key that no range has', () => {
  test.each([
    [999, 'before 1000'],
    [20000, 'from 20000 on, before 30000'],
    [29999, 'from 20000 on, before 30000'],
  ])('is a named error that says the gap: %i', (id, gap) => {
    const { key } = locateCall(planOf('Account'), 'findMany', { where: { id } });
    expect(thrown(() => router.shardOf(planOf('Account'), key, 'findMany'))).toMatchObject({
      code: 'SG3021',
      message: `SG3021: Account.findMany(): no range of group Account has the shard key "id" = ${id}: nobody has the keys ${gap}.`,
    });
  });
});

describe('the shards that a filter asks', () => {
  const asked = (model: keyof typeof manifest.models, where: unknown) =>
    router.shardsFor(planOf(model), where).map((shard) => topology.shards[shard]);

  test('are those that may hold a row, in topology order, and gaps that nobody has are none', () => {
    expect(asked('Account', { id: { gte: 9999, lt: 10001 } })).toEqual(['old', 'medium']);
    expect(asked('Account', { id: { gte: 20000, lt: 30000 } })).toEqual(['old']);
    expect(asked('Account', { id: { in: [30000, 1000] } })).toEqual(['old', 'current']);
    expect(asked('Event', { at: { gte: new Date('2024-06-01') } })).toEqual(['medium', 'rest']);
    expect(asked('Note', { AND: [{ eventAt: { lt: new Date('2023-01-01') } }] })).toEqual(['old']);
    expect(asked('Account', { OR: [{ id: 1000 }, { id: { gte: 30000 } }] })).toEqual([
      'old',
      'current',
    ]);
  });

  test.each([
    [undefined],
    [null],
    [7],
    [{ id: null }],
    [{ id: 1.5 }],
    [{ id: '5' }],
    [{ id: { gte: 1.5 } }],
    [{ id: { in: [1000, 'x'] } }],
    [{ id: { in: 1000 } }],
    [{ id: { gte: 2 ** 31 } }],
    [{ OR: [{ id: 1000 }, {}] }],
    [{ OR: [] }],
    [{ NOT: { id: 1000 } }],
    [{ AND: 5 }],
    [{ AND: [null, undefined] }],
    [{ id: { toJSON: () => 5, equals: 1000 } }],
    [Object.create({ id: 1000 })],
  ])('are all where the filter does not surely say less: %o', (where) => {
    expect(asked('Account', where)).toEqual([...topology.shards]);
  });
});

test('an instant that is not given is made, and the caller’s object stays as it is', () => {
  const data = { id: 1 };
  const before = new Date().toISOString();
  const { key, args } = locateCall(planOf('Event'), 'create', { data });
  expect(data).toEqual({ id: 1 });
  expect(String(key[0]) >= before).toBe(true);
  expect(args).toMatchObject({ data: { id: 1, at: new Date(String(key[0])) } });
});
