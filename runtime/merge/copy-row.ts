/**
 * A copy of a row that shares nothing which can be changed: two rows that name the same one get an object
 * each, as Prisma's `include` gives them. Decimals cannot be changed.
 */
export function copyRow(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyRow);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value.slice();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyRow(part)]));
}
