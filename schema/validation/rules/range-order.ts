import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { BoundRef, RangeRef } from '../../annotation/argument/range-list.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { ResolvedKeyField } from '../key/read-key.js';
import { lowestKey } from '../ranges/bound-value.js';
import { compareBounds } from '../ranges/compare-bounds.js';
import { compareUpper, type OrderedRange, rangesInOrder } from '../ranges/ordered-ranges.js';

/** The ranges of one root, whose bounds are values of its key. */
export interface RangeCase {
  readonly model: string;
  readonly part: ResolvedKeyField;
  readonly list: readonly RangeRef[];
  readonly otherwise: NameRef | undefined;
}

/** SG1243 and SG1244: a range has keys, and has them for itself. */
export function* wellFormedRanges(one: RangeCase): Iterable<Diagnostic> {
  const { type } = one.part;
  const ordered = rangesInOrder(one.part, one.list);
  const empty = ordered.filter((range) => isEmpty(one, range));
  for (const { from, to, ref } of empty) {
    const inverted = from !== undefined && to !== undefined && compareBounds(type, from, to) > 0;
    const [begin, end] = [shown(ref.from), shown(ref.to)];
    yield error('SG1243', {
      at: ref.at,
      message: inverted
        ? `This range ends at ${end}, in front of ${begin} where it begins.`
        : `This range has no keys: \`to\` is not included, and nothing is before ${end}${ref.from === undefined ? '' : ` from ${begin} on`}.`,
      fix: inverted
        ? `Write \`from: ${end}, to: ${begin}\`; ${orderOf(one)}.`
        : 'Remove it, or let it end later.',
    });
  }
  let reach: OrderedRange | undefined;
  for (const range of ordered.filter((each) => !empty.includes(each))) {
    if (reach !== undefined && beginsWithin(one, range, reach)) {
      const common =
        range.ref.from === undefined ? 'the lowest keys' : `keys from ${shown(range.ref.from)} on`;
      yield error('SG1244', {
        at: range.ref.at,
        message: `This range and another one both have ${common}.`,
        fix: `Let the other one end where this one begins; \`to\` is not included, and ${orderOf(one)}.`,
        related: { message: 'The other one is here.', location: reach.ref.at },
      });
    }
    if (reach === undefined || compareUpper(type, range.to, reach.to) > 0) reach = range;
  }
}

/** SG1245: without a default, every key is in a range; asked of ranges that have nothing in common. */
export function* gapsOfRanges(one: RangeCase): Iterable<Diagnostic> {
  const { model, otherwise, part } = one;
  if (otherwise !== undefined) return;
  const ordered = rangesInOrder(one.part, one.list);
  const gap = (at: BoundRef, keys: string, fix: string) =>
    error('SG1245', {
      at: at.at,
      message: `Keys of ${model} ${keys} have no range.`,
      fix: `${fix}, or name a shard for all other keys, like \`default: ${ordered[0]?.ref.shard.name ?? ''}\`.`,
      label: 'no range beside this',
    });
  for (const [i, { from, ref }] of ordered.entries()) {
    if (from === undefined || ref.from === undefined) continue;
    const before = ordered[i - 1];
    if (before === undefined) {
      if (from === lowestKey(part)) continue;
      yield gap(ref.from, `before ${shown(ref.from)}`, 'Leave this "from" out for no lower end');
    } else if (before.to !== undefined && compareBounds(part.type, before.to, from) < 0) {
      const keys = `from ${shown(before.ref.to)} on and before ${shown(ref.from)}`;
      yield gap(ref.from, keys, 'Let the range before it end where this one begins');
    }
  }
  const last = ordered.at(-1)?.ref;
  if (last?.to === undefined) return;
  yield gap(last.to, `from ${shown(last.to)} on`, 'Leave this "to" out for no upper end');
}

function isEmpty({ part }: RangeCase, { from, to }: OrderedRange): boolean {
  const lowest = from ?? lowestKey(part);
  if (lowest === undefined || to === undefined) return false;
  return compareBounds(part.type, lowest, to) >= 0;
}

function beginsWithin({ part }: RangeCase, { from }: OrderedRange, reach: OrderedRange): boolean {
  if (from === undefined || reach.to === undefined) return true;
  return compareBounds(part.type, from, reach.to) < 0;
}

/** A bound as it was written. */
function shown(bound: BoundRef | undefined): string {
  if (bound === undefined) return '';
  return bound.quoted ? JSON.stringify(bound.text) : bound.text;
}

/** How two keys compare, in a few words. */
function orderOf({ part: { type } }: RangeCase): string {
  switch (type) {
    case 'int':
    case 'bigint':
    case 'decimal':
      return 'keys compare as numbers';
    case 'datetime':
    case 'date':
      return 'keys compare as instants';
    case 'text':
    case 'char':
    case 'enum':
    case 'uuid':
      return 'keys compare by their characters, as with COLLATE "C"';
    default:
      return type satisfies never;
  }
}
