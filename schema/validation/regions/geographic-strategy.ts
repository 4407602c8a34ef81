import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { RegionRef } from '../../annotation/argument/region-list.js';
import type { GeographicArguments } from '../../annotation/spec/geographic.js';
import type { KeyType } from '../../model/key-type.js';
import type { GeographicStrategy } from '../../model/strategy.js';
import { regionValue } from './region-value.js';

type KeyField = { readonly name: string; readonly type: KeyType };

/** By key position, what a region says of the field; undefined where it leaves the field out. */
export function valuesByPosition(
  region: RegionRef,
  key: readonly KeyField[],
): readonly (readonly NameRef[] | undefined)[] {
  return key.map(({ name }, position) => {
    const said = region.fields.find(({ field }) =>
      field === undefined ? position === 0 : field.name === name,
    );
    return said?.values;
  });
}

/** What the annotation of a root comes to. */
export function geographicStrategy(
  { regions, caseInsensitive, default: otherwise }: GeographicArguments,
  key: readonly KeyField[],
): GeographicStrategy {
  return {
    kind: 'geographic',
    regions: regions.regions.map((region) => ({
      values: valuesByPosition(region, key).map((values, position) => {
        const type = key[position]?.type ?? 'text';
        return values?.map(({ name }) => regionValue(type, caseInsensitive, name));
      }),
      shard: region.shard.name,
    })),
    otherwise: otherwise?.name,
    caseInsensitive,
  };
}
