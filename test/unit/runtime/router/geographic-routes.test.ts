import { describe, expect, test } from 'vitest';
import { locateCall } from '../../../../runtime/repository/locate-call.js';
import { createRouter } from '../../../../runtime/router/router.js';
import { buildTopology } from '../../../../runtime/topology/build-topology.js';
import { geographicManifest as manifest } from '../fixture/geographic-manifest.js';
import { thrown } from '../fixture/thrown.js';

const topology = buildTopology(manifest, Object.keys(manifest.shards));
const router = createRouter(manifest, topology);
const planOf = (model: keyof typeof manifest.models) => router.plan(model);

describe('a route to a region', () => {
  test('says the shard and the region that matched first', () => {
    const route = router.route(planOf('Office'), { country: 'US', state: 'CA' });
    expect(route).toEqual({
      kind: 'single',
      shard: 'west',
      region: { country: ['US'], state: ['CA', 'OR'] },
      epoch: 3,
      group: 'Office',
      key: { country: 'US', state: 'CA' },
      why: 'country = "US", state = "CA" is in the region country "US", state "CA" or "OR" of group Office, so on shard west in epoch 3.',
    });
    expect(Object.isFrozen(route)).toBe(true);
  });

  test('goes to the default for keys of no other region', () => {
    expect(router.route(planOf('Shop'), { region: 'mars' })).toMatchObject({
      shard: 'rest',
      region: 'default',
      why: 'region = "mars" is in no other region of group Shop, so on shard rest in epoch 3.',
    });
  });

  test('follows the order of the regions, and leaves no state of a country out', () => {
    const shardOf = (country: string, state: string) =>
      router.route(planOf('Office'), { country, state }).shard;
    expect(shardOf('US', 'OR')).toBe('west');
    expect(shardOf('US', 'TX')).toBe('east');
    expect(shardOf('US', '')).toBe('east');
    expect(shardOf('GB', 'CA')).toBe('eu');
  });

  test('is the same for every model of the group, by its own fields', () => {
    const desk = router.route(planOf('Desk'), { land: 'US', state: 'CA' });
    expect(desk).toMatchObject({ shard: 'west', key: { land: 'US', state: 'CA' } });
  });

  test('folds case for the shard and leaves the key as it is given', () => {
    expect(router.route(planOf('Shop'), { region: 'eU' })).toMatchObject({
      shard: 'eu',
      key: { region: 'eU' },
    });
  });

  test('does not count the blanks at the end of a char', () => {
    const plan = planOf('Office');
    expect(router.route(plan, { country: 'DE   ', state: 'BY' }).shard).toBe('eu');
    expect(thrown(() => router.route(plan, { country: 'DEU', state: 'BY' })).code).toBe('SG3002');
  });
});

describe('a key without a region', () => {
  test('is an error that names it, and what may be meant', () => {
    expect(thrown(() => router.shardOf(planOf('Desk'), ['us', 'CA'], 'findMany'))).toEqual({
      code: 'SG3013',
      message:
        'SG3013: Desk.findMany(): no region of group Office has the shard key "land" = the string "us", "state" = the string "CA". Did you mean "US"?',
    });
    expect(thrown(() => router.route(planOf('Office'), { country: 'JP', state: '' }))).toEqual({
      code: 'SG3013',
      message:
        'SG3013: Office.route(): no region of group Office has the shard key "country" = the string "JP", "state" = the string "".',
    });
  });

  test.each([
    [{ country: 'US' }, 'SG3001', 'the shard key "state" of Office is missing in `where`'],
    [{ state: 'CA' }, 'SG3001', 'the shard key "country" of Office is missing in `where`'],
    [{ country: null, state: 'CA' }, 'SG3002', '"country" of Office in `where` is null'],
    [{ country: 'US', state: { in: ['CA', 'OR'] } }, 'SG3003', 'it only has { in }'],
    [
      { country: 'US', state: { equals: 'ca', mode: 'insensitive' } },
      'SG3003',
      'mode "insensitive" matches many keys',
    ],
  ])('or with a part of it is refused: %j', (where, code, text) => {
    const error = thrown(() => locateCall(planOf('Office'), 'findMany', { where }));
    expect(error).toEqual({ code, message: expect.stringContaining(text) });
  });
});

describe('writes', () => {
  const office = { country: 'US', state: 'CA', id: 1 };

  test('take the rows of their own key along', () => {
    const data = { ...office, desks: { create: [{ id: 1 }, { id: 2, land: 'US ', state: 'CA' }] } };
    expect(locateCall(planOf('Office'), 'create', { data }).key).toEqual(['US', 'CA']);
  });

  test.each(['OR', 'ca'])(
    'refuse a row of another key, also on the same shard: state %s',
    (state) => {
      const data = { ...office, desks: { connect: { land: 'US', state, id: 1 } } };
      expect(thrown(() => locateCall(planOf('Office'), 'create', { data })).code).toBe('SG3007');
    },
  );

  test('compare keys exactly where regions fold case: a row has the key that it is given', () => {
    const data = { region: 'eu', sales: { create: { region: 'EU' } } };
    expect(thrown(() => locateCall(planOf('Shop'), 'create', { data })).code).toBe('SG3007');
    const upsert = { where: { region: 'eu', id: 1 }, create: { region: 'EU', id: 1 }, update: {} };
    expect(thrown(() => locateCall(planOf('Shop'), 'upsert', upsert)).code).toBe('SG3006');
  });

  test('do not change the key, nor link a row of another one', () => {
    const where = { country: 'US', state: 'CA', id: 1 };
    const update = (data: object) => () => locateCall(planOf('Office'), 'update', { where, data });
    expect(thrown(update({ state: 'OR' })).code).toBe('SG3005');
    expect(thrown(update({ desks: { connect: { land: 'GB', state: 'CA' } } })).code).toBe('SG3007');
  });
});

test('a model without all key fields of its group is refused', () => {
  const { Office, Desk } = manifest.models;
  const short = { ...Office, shardKey: Office.shardKey.slice(0, 1) };
  expect(thrown(() => createRouter({ models: { Office: short, Desk } }, topology)).code).toBe(
    'SG4011',
  );
});
