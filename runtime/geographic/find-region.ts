import type { KeyType } from '../../schema/model/key-type.js';
import { foldCase } from '../key/fold-case.js';
import type { KeyValue } from '../key/key-value.js';
import type { GeographicGroup } from '../topology/topology.js';

/** Position in `group.regions` of the first region that has a canonical key, or `NO_REGION`. */
export function findRegion(
  group: GeographicGroup,
  types: readonly KeyType[],
  key: readonly KeyValue[],
): number {
  let node = group.index;
  for (let position = 0; typeof node !== 'number'; position++) {
    const wanted = lookedUp(group, types[position], key[position]);
    node = node.byValue.get(wanted) ?? node.others;
  }
  return node;
}

/** A value in the form in which regions are looked up. */
export function lookedUp(
  { caseInsensitive }: GeographicGroup,
  type: KeyType | undefined,
  value: KeyValue | undefined,
): KeyValue | undefined {
  // An enum has the values that it names and no others, in whatever case.
  const folds = caseInsensitive && type !== 'enum';
  return folds && typeof value === 'string' ? foldCase(value) : value;
}
