import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRegion } from '../../../../runtime/geographic/find-region.js';
import { foldCase } from '../../../../runtime/key/fold-case.js';
import type { GeographicGroupManifest } from '../../../../runtime/manifest/sharding-manifest.js';
import { ownedRegions } from '../../../../runtime/topology/owned-regions.js';
import { regionValue } from '../../../../schema/validation/regions/region-value.js';
import { thrown } from '../fixture/thrown.js';

const FIELDS = ['country', 'state', 'city'];
const KEY = { country: 'text', state: 'text', city: 'enum' } as const;
const TYPES = Object.values(KEY);

const value = fc.constantFrom('a', 'b', 'c', 'A', 'é', '', 'constructor', '__proto__');
const said = fc.option(fc.uniqueArray(value, { minLength: 1, maxLength: 3 }), { nil: undefined });
const region = fc.tuple(said, said, said);

const manifestOf = (
  regions: readonly (readonly (readonly string[] | undefined)[])[],
  rest: Partial<GeographicGroupManifest> = {},
): GeographicGroupManifest => ({
  strategy: 'geographic',
  key: KEY,
  regions: regions.map((values) => ({
    values: Object.fromEntries(
      FIELDS.map((field, i) => [field, values[i]] as const).filter(
        (entry): entry is [string, string[]] => entry[1] !== undefined,
      ),
    ),
    shard: 's',
  })),
  ...rest,
});

describe('the index of regions', () => {
  test('finds the first region that has the key, as asking one after the other does', () => {
    fc.assert(
      fc.property(
        fc.array(region, { maxLength: 8 }),
        fc.tuple(value, value, value),
        fc.boolean(),
        (regions, key, hasDefault) => {
          const group = ownedRegions('G', manifestOf(regions, hasDefault ? { default: 's' } : {}), [
            's',
          ]);
          const first = regions.findIndex((values) =>
            values.every((list, i) => list === undefined || list.includes(key[i] ?? '')),
          );
          const expected = first < 0 && hasDefault ? regions.length : first;
          expect(findRegion(group, TYPES, key)).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('of 10,000 regions of one field finds each, and the default for all others', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `region-${i}`);
    const regions = names.map((name) => [[name], undefined, undefined]);
    const group = ownedRegions('G', manifestOf(regions, { default: 's' }), ['s']);
    const found = names.map((name) => findRegion(group, TYPES, [name, 'x', 'y']));
    expect(found).toEqual([...names.keys()]);
    expect(findRegion(group, TYPES, ['elsewhere', 'x', 'y'])).toBe(10_000);
  });

  test('folds A to Z of text where the group says so, and never an enum', () => {
    const regions = [[['us'], undefined, ['Rome']]];
    const exact = ownedRegions('G', manifestOf(regions), ['s']);
    const folding = ownedRegions('G', manifestOf(regions, { caseInsensitive: true }), ['s']);
    expect(findRegion(exact, TYPES, ['US', '', 'Rome'])).toBe(-1);
    expect(findRegion(folding, TYPES, ['US', '', 'Rome'])).toBe(0);
    expect(findRegion(folding, TYPES, ['uS', '', 'Rome'])).toBe(0);
    expect(findRegion(folding, TYPES, ['us', '', 'ROME'])).toBe(-1);
  });

  test('is built only over shards and fields that exist', () => {
    const unknown = { ...manifestOf([]), regions: [{ values: {}, shard: 'eu1' }] };
    expect(thrown(() => ownedRegions('G', unknown, ['eu', 'us']))).toEqual({
      code: 'SG4004',
      message: 'SG4004: The regions of group G name the shard "eu1", which does not exist.',
    });
    const noDefault = manifestOf([], { default: 'rest' });
    expect(thrown(() => ownedRegions('G', noDefault, ['eu'])).code).toBe('SG4004');
    const stranger = { ...manifestOf([]), regions: [{ values: { zip: ['1'] }, shard: 'eu' }] };
    expect(thrown(() => ownedRegions('G', stranger, ['eu'])).code).toBe('SG4011');
  });
});

describe('folding', () => {
  test('changes A to Z and nothing else, whatever case other letters have', () => {
    expect(['US', 'us', 'ÎLE', 'İI', 'ΣΑΣ', 'ẞ', '👋A', ''].map(foldCase)).toEqual([
      'us',
      'us',
      'Île',
      'İi',
      'ΣΑΣ',
      'ẞ',
      '👋a',
      '',
    ]);
  });

  test('of the schema is that of the run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(regionValue('text', true, text)).toBe(foldCase(text));
        expect(regionValue('text', false, text)).toBe(text);
        expect(regionValue('enum', true, text)).toBe(text);
      }),
    );
  });
});
