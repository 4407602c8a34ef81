import { type Fields, isFields } from '../../router/fields.js';

/** The first row of each combination of values; all rows are alike in no fields at all. */
export function distinctRows(
  rows: readonly Fields[],
  fields: readonly string[],
): readonly Fields[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = identityOf(fields.map((name) => row[name]));
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

/** The same for values that are the same; those of one field are of one type. */
function identityOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map(plain));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value;
}

/** Whether two rows have the same values in these fields. */
export function sameIn(fields: readonly string[], one: Fields, other: Fields): boolean {
  return fields.every((name) => isSameValue(one[name], other[name]));
}

export const isSameValue = (one: unknown, other: unknown): boolean =>
  identityOf([one]) === identityOf([other]);

/** What a shard answered, as rows. */
export function rowsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
