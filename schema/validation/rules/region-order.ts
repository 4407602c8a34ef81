import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import { createBoxIndex } from '../../model/box-index.js';
import { type RegionBox, remainder, valuesIn } from '../../model/region-space.js';
import type { SourceLocation } from '../../model/source-location.js';
import {
  boxOf,
  canonical,
  everyValue,
  type GeographicCase,
  saidOf,
} from '../regions/geographic-case.js';

const MESSAGES = { region: 'This region can never match', value: 'can never match here' } as const;

/** SG1223: the first region that has a key decides, so each region needs keys that no earlier one has. */
export function* reachableRegions(one: GeographicCase): Iterable<Diagnostic> {
  const index = createBoxIndex();
  const places = new Map<RegionBox, SourceLocation>();
  for (const region of one.arguments.regions.regions) {
    const box = boxOf(one, region);
    const earlier = index.near(box);
    index.add(box);
    places.set(box, region.at);
    const said = saidOf(one, region);
    const empty = region.fields.find(({ values }) => values.length === 0);
    if (empty !== undefined) {
      yield error('SG1223', {
        at: region.at,
        message: `${MESSAGES.region}: it has no values of ${empty.field?.name ?? ''}.`,
        fix: `Name at least one value, or leave ${empty.field?.name ?? 'it'} out for every value.`,
      });
      continue;
    }
    if (remainder(box, earlier).length === 0) {
      yield error('SG1223', {
        at: region.at,
        message: `${MESSAGES.region}: ${shadowedBy(box, earlier)} every key of it.`,
        fix: 'If it is an exception, move it to the front; if not, remove it.',
        ...related(places, box, earlier),
      });
      continue;
    }
    for (const [position, values] of said.entries()) {
      yield* deadValues({ one, box, earlier, places }, position, values ?? []);
    }
  }
}

/** A region, and what stands in front of it. */
interface RegionPlace {
  readonly one: GeographicCase;
  readonly box: RegionBox;
  readonly earlier: readonly RegionBox[];
  readonly places: ReadonlyMap<RegionBox, SourceLocation>;
}

/** Values that are named twice in one region, or whose keys are all in earlier ones. */
function* deadValues(
  { one, box, earlier, places }: RegionPlace,
  position: number,
  values: readonly NameRef[],
): Iterable<Diagnostic> {
  const seen = new Map<string, NameRef>();
  for (const value of values) {
    const name = canonical(one, position, value);
    const first = seen.get(name);
    seen.set(name, first ?? value);
    if (first !== undefined) {
      yield error('SG1223', {
        at: value.at,
        message: `"${value.name}" ${MESSAGES.value}: the region names it twice${first.name === value.name ? '' : `, as "${first.name}"`}.`,
        fix: 'Remove one of them.',
        related: { message: 'It is named here first.', location: first.at },
      });
      continue;
    }
    const only = box.map((set, i) => (i === position ? valuesIn([name]) : set));
    if (remainder(only, earlier).length > 0) continue;
    yield error('SG1223', {
      at: value.at,
      message: `"${value.name}" ${MESSAGES.value}: ${shadowedBy(only, earlier)} every key of it.`,
      fix: 'Remove it here; or, if this region is an exception, move it to the front.',
      ...related(places, only, earlier),
    });
  }
}

/** The one that has every key of `box`, if one alone does. */
const shadowing = (box: RegionBox, earlier: readonly RegionBox[]): RegionBox | undefined =>
  earlier.find((other) => remainder(box, [other]).length === 0);

function shadowedBy(box: RegionBox, earlier: readonly RegionBox[]): string {
  return shadowing(box, earlier) === undefined
    ? 'the regions in front of it together have'
    : 'a region in front of it has';
}

function related(
  places: ReadonlyMap<RegionBox, SourceLocation>,
  box: RegionBox,
  earlier: readonly RegionBox[],
) {
  const shadow = shadowing(box, earlier);
  const location = shadow && places.get(shadow);
  return location === undefined
    ? {}
    : { related: { message: 'The region in front of it is here.', location } };
}

/** SG1226: what the enums of the key can say is known, so none of it is left to an error at run time. */
export function* regionForEveryEnumValue(
  one: GeographicCase,
  at: SourceLocation,
): Iterable<Diagnostic> {
  const { key, arguments: given } = one;
  if (given.default !== undefined) return;
  const positions = [...key.keys()].filter((position) => key[position]?.type === 'enum');
  if (positions.length === 0) return;
  const ofEnums = (box: RegionBox) => box.filter((_, position) => positions.includes(position));
  const all = positions.map((position) => everyValue(one, position));
  const missing = remainder(
    all,
    given.regions.regions.map((region) => ofEnums(boxOf(one, region))),
  );
  if (missing.length === 0) return;
  const names = positions.map((position) => key[position]?.field.name ?? '');
  const first = key[positions[0] ?? 0]?.field.type ?? '';
  const shard = given.regions.regions[0]?.shard.name ?? '';
  yield error('SG1226', {
    at,
    message: `Keys of ${one.model} have no region: ${missing.map((box) => described(names, box)).join('; ')}.`,
    fix: `Add a region for them, or name a shard for all others, like \`default: ${shard}\`.`,
    related: {
      message: `The enum ${first} is declared here.`,
      location: one.facts.source.blockAt(first),
    },
  });
}

/** `country GB or FR with plan FREE` */
function described(names: readonly string[], box: RegionBox): string {
  return box.map(({ values }, i) => `${names[i] ?? ''} ${[...values].join(' or ')}`).join(' with ');
}
