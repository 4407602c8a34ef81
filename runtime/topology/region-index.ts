/** What a value of a key field leads to: the next field, or the region of the key. */
export interface RegionBranch {
  readonly byValue: ReadonlyMap<unknown, RegionNode>;
  /** Of all values that no region names. */
  readonly others: RegionNode;
}

/** A position in the list of regions, or what to ask the key next. */
export type RegionNode = RegionBranch | number;

/** No region has such keys. */
export const NO_REGION = -1;

/** By key position, the values of a region; undefined where it has every value. */
export type RegionValues = readonly (readonly string[] | undefined)[];

/** An index by which one look-up per key field finds the first region that has a key. */
export function indexRegions(regions: readonly RegionValues[]): RegionNode {
  return nodeOf(regions, [...regions.keys()], 0);
}

function nodeOf(
  regions: readonly RegionValues[],
  candidates: readonly number[],
  position: number,
): RegionNode {
  const [first = NO_REGION] = candidates;
  const rest = regions[first]?.slice(position) ?? [];
  if (rest.every((values) => values === undefined)) return first;
  const said = (candidate: number) => regions[candidate]?.[position];
  // One pass over the candidates: a list of regions may be long, and most name one value each.
  const others: number[] = [];
  const byValue = new Map<string, number[]>();
  for (const candidate of candidates) {
    const values = said(candidate);
    for (const value of values ?? byValue.keys()) {
      const found = byValue.get(value);
      if (found === undefined) byValue.set(value, [...others, candidate]);
      else if (found.at(-1) !== candidate) found.push(candidate);
    }
    if (values === undefined) others.push(candidate);
  }
  const branches = [...byValue].map(
    ([value, found]) => [value, nodeOf(regions, found, position + 1)] as const,
  );
  return { byValue: new Map(branches), others: nodeOf(regions, others, position + 1) };
}
