/**
 * A text that is the same for values which PostgreSQL takes for equal: numbers however they are written, 0
 * and -0, NaN and NaN, and NULLs, which make one group.
 */
export function groupKey(values: readonly unknown[]): string {
  // No text of PostgreSQL has the character between them.
  return values.map(valueKey).join('\0');
}

function valueKey(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return `=${value.getTime()}`;
  if (value instanceof Uint8Array) return `=${Buffer.from(value).toString('hex')}`;
  return `=${String(value)}`;
}
