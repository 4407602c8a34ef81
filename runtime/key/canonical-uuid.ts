const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const UPPER = /[A-F]/;

/** A UUID in lower case, or undefined when `value` is none. */
export function canonicalUuid(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length !== 36 || !UUID.test(value)) return undefined;
  return UPPER.test(value) ? value.toLowerCase() : value;
}
