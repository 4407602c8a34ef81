/** A copy of which no list and no plain object can be changed; what is of a class stays as it is. */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((each) => frozenCopy(each)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, frozenCopy(each)]);
  return Object.freeze(Object.fromEntries(entries));
}
