import type { RangeBounds } from '../topology/topology.js';

/** `from 1000 on, before 2000`, for people. */
export function describeRange({ from, to }: RangeBounds): string {
  const ends = [
    ...(from === undefined ? [] : [`from ${described(from)} on`]),
    ...(to === undefined ? [] : [`before ${described(to)}`]),
  ];
  return ends.length === 0 ? 'of all keys' : ends.join(', ');
}

const described = (value: unknown) =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);
