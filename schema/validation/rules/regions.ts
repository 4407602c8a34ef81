import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { RegionRef } from '../../annotation/argument/region-list.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { ResolvedKeyField } from '../key/read-key.js';
import { listed } from '../listed.js';
import { enumValues, type GeographicCase, saidOf } from '../regions/geographic-case.js';
import { regionValue } from '../regions/region-value.js';
import type { Rule } from '../schema-facts.js';
import { reachableRegions, regionForEveryEnumValue } from './region-order.js';

/** SG1223 to SG1227: each region says something of the key, and has keys of its own. */
export const regions: Rule = function* (facts) {
  for (const { name } of facts.models) {
    const placement = facts.placement(name);
    const key = facts.key(name);
    if (placement?.name !== 'geographic' || key === undefined) continue;
    const one: GeographicCase = { model: name, key, arguments: placement.arguments, facts };
    const mistakes = [...fieldsOfRegions(one), ...valuesOfRegions(one)];
    yield* mistakes;
    // What a region with a mistake in it would match is not known.
    if (mistakes.length > 0) continue;
    yield* reachableRegions(one);
    yield* regionForEveryEnumValue(one, placement.at);
  }
};

/** SG1227 and SG1224: the fields that regions speak of are those of the key. */
function* fieldsOfRegions(one: GeographicCase): Iterable<Diagnostic> {
  const { model, key } = one;
  const { regions: list } = one.arguments;
  const names = key.map(({ field }) => field.name);
  if (list.short && names.length > 1) {
    const [first] = list.regions;
    const value = JSON.stringify(first?.fields[0]?.values[0]?.name ?? '');
    yield error('SG1227', {
      at: list.at,
      message: `These regions name values of one field, but the shard key of ${model} has ${names.length} (${names.join(', ')}).`,
      fix: `Write a list that names the fields: \`regions: [{ ${names[0] ?? ''}: ${value}, shard: ${first?.shard.name ?? ''} }]\`.`,
    });
    return;
  }
  for (const region of list.regions) yield* fieldsOfRegion(model, names, region);
}

function* fieldsOfRegion(
  model: string,
  names: readonly string[],
  { at, fields, shard }: RegionRef,
): Iterable<Diagnostic> {
  if (fields.length === 0) {
    yield error('SG1224', {
      at,
      message: `This region names no field of the shard key of ${model}, so it has every key.`,
      fix: `Write \`default: ${shard.name}\` behind the regions in place of it.`,
    });
  }
  for (const { field } of fields) {
    if (field === undefined || names.includes(field.name)) continue;
    yield error('SG1224', {
      at: field.at,
      message: `"${field.name}" is not in the shard key of ${model}.${didYouMean(field.name, [...names, 'shard'])}`,
      fix: `Name fields of the key (${names.join(', ')}), and the shard as \`shard\`.`,
    });
  }
}

/** SG1225: a value that no key can have would be a region without rows. */
function* valuesOfRegions(one: GeographicCase): Iterable<Diagnostic> {
  if (one.arguments.regions.short && one.key.length > 1) return;
  for (const region of one.arguments.regions.regions) {
    for (const [position, values] of saidOf(one, region).entries()) {
      const part = one.key[position];
      if (part === undefined) continue;
      for (const value of values ?? []) {
        const diagnostic = checkValue(one, part, value);
        if (diagnostic !== undefined) yield diagnostic;
      }
    }
  }
}

function checkValue(
  one: GeographicCase,
  part: ResolvedKeyField,
  { name, at }: NameRef,
): Diagnostic | undefined {
  const { field, type } = part;
  const known = enumValues(one, part);
  const related = {
    message: `${field.name} is declared here.`,
    location: one.facts.source.memberAt(one.model, field.name),
  };
  if (known !== undefined) {
    if (known.includes(name)) return undefined;
    return error('SG1225', {
      at,
      message: `The enum ${field.type} has no value "${name}".${didYouMean(name, known)}`,
      fix: `Name one of its values: ${listed(known)}.`,
      label: 'no such value',
      related,
    });
  }
  const held = [...regionValue(type, false, name)];
  if (field.maxLength !== undefined && held.length > field.maxLength) {
    return error('SG1225', {
      at,
      message: `${one.model}.${field.name} holds ${characters(field.maxLength)}, so no row is in the region ${JSON.stringify(name)}.`,
      fix: `Write a value of at most ${characters(field.maxLength)}, or make the column longer.`,
      related,
    });
  }
  if (!held.some((character) => /\0|\p{Surrogate}/u.test(character))) return undefined;
  return error('SG1225', {
    at,
    message: `${JSON.stringify(name)} holds a character that PostgreSQL cannot store.`,
    fix: 'Write the value as the rows hold it, without NUL and half characters.',
    related,
  });
}

const characters = (count: number) => (count === 1 ? '1 character' : `${count} characters`);
