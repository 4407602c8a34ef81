import type { KeyValue } from '../../key/key-value.js';
import type { EndBound } from '../../range/filter-bounds.js';
import type { IdPlan } from '../model-plan.js';

/** What is known of one key field of the rows that a filter matches. */
export interface FieldBox {
  /** The values that it may have, canonical; undefined for any. */
  readonly among: ReadonlySet<KeyValue> | undefined;
  readonly ends: readonly EndBound[];
}

/** Values of an id that carries the bucket of its row. */
export interface IdBox {
  readonly field: IdPlan;
  readonly among: ReadonlySet<KeyValue>;
}

/** What every row satisfies that one alternative of a filter matches. */
export interface KeyBox {
  /** By key position. */
  readonly key: readonly FieldBox[];
  readonly ids: readonly IdBox[];
}

/** The alternatives of a filter: a row that it matches is in one of them. Undefined for any row. */
export type KeyBoxes = readonly KeyBox[] | undefined;

/** So many alternatives may come of two lists of them that both have to hold. */
const MOST_BOXES = 1_000;

/** What rows satisfy that both filters match. */
export function bothBoxes(one: KeyBoxes, other: KeyBoxes): KeyBoxes {
  if (one === undefined || other === undefined) return one ?? other;
  const least = Math.min(one.length, other.length);
  // Too many to look at: one of the two alone is true as well.
  if (least > 1 && one.length * other.length > MOST_BOXES) return one;
  return one.flatMap((a) => other.map((b) => bothOf(a, b)));
}

/** What rows satisfy that one of the filters matches. */
export function eitherBoxes(filters: readonly KeyBoxes[]): KeyBoxes {
  const boxes: KeyBox[] = [];
  for (const filter of filters) {
    if (filter === undefined) return undefined;
    for (const box of filter) boxes.push(box);
  }
  return boxes;
}

function bothOf(a: KeyBox, b: KeyBox): KeyBox {
  const key = a.key.map((field, position): FieldBox => {
    const other = b.key[position];
    if (other === undefined) return field;
    return { among: inBoth(field.among, other.among), ends: [...field.ends, ...other.ends] };
  });
  return { key, ids: [...a.ids, ...b.ids] };
}

function inBoth(
  a: ReadonlySet<KeyValue> | undefined,
  b: ReadonlySet<KeyValue> | undefined,
): ReadonlySet<KeyValue> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((value) => b.has(value)));
}

/** Whether no list of values is empty: `in: []`, or two lists that have nothing in common. */
export function mayHaveRows({ ids, key }: KeyBox): boolean {
  return [...key, ...ids].every(({ among }) => among?.size !== 0);
}
