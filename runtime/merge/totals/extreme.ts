import type { CompareValues } from '../compare-values.js';

/** The value that comes first, or last; null where there is none. */
export function extreme(
  values: readonly unknown[],
  compare: CompareValues,
  end: 'first' | 'last',
): unknown {
  const sign = end === 'first' ? 1 : -1;
  const given = values.filter((value) => value !== null && value !== undefined);
  if (given.length === 0) return null;
  return given.reduce((best, value) => (sign * compare(value, best) < 0 ? value : best));
}
