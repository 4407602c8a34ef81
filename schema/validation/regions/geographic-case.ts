import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { RegionRef } from '../../annotation/argument/region-list.js';
import type { GeographicArguments } from '../../annotation/spec/geographic.js';
import { ANY_VALUE, type RegionBox, valuesIn } from '../../model/region-space.js';
import type { ResolvedKey, ResolvedKeyField } from '../key/read-key.js';
import type { SchemaFacts } from '../schema-facts.js';
import { valuesByPosition } from './geographic-strategy.js';
import { regionValue } from './region-value.js';

/** The regions of one root, and what they are about. */
export interface GeographicCase {
  readonly model: string;
  readonly key: ResolvedKey;
  readonly arguments: GeographicArguments;
  readonly facts: SchemaFacts;
}

/** The values of the enum of a key field; undefined for text. */
export function enumValues(
  { facts }: GeographicCase,
  { field, type }: ResolvedKeyField,
): readonly string[] | undefined {
  if (type !== 'enum') return undefined;
  return facts.source.block(field.type)?.members.map(({ name }) => name) ?? [];
}

/** What a region says of each key field. */
export function saidOf(
  { key }: GeographicCase,
  region: RegionRef,
): readonly (readonly NameRef[] | undefined)[] {
  return valuesByPosition(
    region,
    key.map(({ field, type }) => ({ name: field.name, type })),
  );
}

/** A value in the form in which two that are the same are equal. */
export function canonical(one: GeographicCase, position: number, { name }: NameRef): string {
  return regionValue(one.key[position]?.type ?? 'text', one.arguments.caseInsensitive, name);
}

/** The keys of a region. */
export function boxOf(one: GeographicCase, region: RegionRef): RegionBox {
  return saidOf(one, region).map((said, position) =>
    said === undefined
      ? everyValue(one, position)
      : valuesIn(said.map((value) => canonical(one, position, value))),
  );
}

/** All values that a key field can have. */
export function everyValue(one: GeographicCase, position: number) {
  const part = one.key[position];
  const values = part && enumValues(one, part);
  return values === undefined ? ANY_VALUE : valuesIn(values);
}
