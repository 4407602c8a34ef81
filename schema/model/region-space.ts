/** Values of one field: these, or all but these. */
export interface ValueSet {
  readonly except: boolean;
  readonly values: ReadonlySet<string>;
}

/** Keys whose fields, by position, have any value of a set. */
export type RegionBox = readonly ValueSet[];

export const ANY_VALUE: ValueSet = { except: true, values: new Set() };

export function valuesIn(values: Iterable<string>): ValueSet {
  return { except: false, values: new Set(values) };
}

/** The keys that are in both; undefined when there are none. */
export function intersection(a: RegionBox, b: RegionBox): RegionBox | undefined {
  const box = a.map((set, i) => common(set, b[i] ?? ANY_VALUE));
  return box.some(isEmpty) ? undefined : box;
}

/**
 * What is left of `box` when the keys of `taken` are taken out: boxes that have no key in common.
 * Exact, also where several together take it all.
 */
export function remainder(box: RegionBox, taken: readonly RegionBox[]): readonly RegionBox[] {
  let left: readonly RegionBox[] = box.some(isEmpty) ? [] : [box];
  for (const other of taken) left = left.flatMap((piece) => without(piece, other));
  return left;
}

function without(box: RegionBox, other: RegionBox): readonly RegionBox[] {
  const both = intersection(box, other);
  if (both === undefined) return [box];
  return box.flatMap((set, i) => {
    const rest = common(set, complement(other[i] ?? ANY_VALUE));
    // In front of `i` like `other`, at `i` unlike it, behind `i` anything.
    return isEmpty(rest) ? [] : [[...both.slice(0, i), rest, ...box.slice(i + 1)]];
  });
}

const isEmpty = ({ except, values }: ValueSet): boolean => !except && values.size === 0;

const complement = ({ except, values }: ValueSet): ValueSet => ({ except: !except, values });

function common(a: ValueSet, b: ValueSet): ValueSet {
  if (a.except && b.except) return { except: true, values: new Set([...a.values, ...b.values]) };
  const [named, other] = a.except ? [b, a] : [a, b];
  return valuesIn([...named.values].filter((value) => other.values.has(value) !== other.except));
}
