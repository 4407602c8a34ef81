const LONGEST = 60;

/** A short, safe preview of any value a caller may have given: its kind and what it looks like. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'string':
      return `the string ${shorten(JSON.stringify(value))}`;
    case 'number':
      return `the number ${Object.is(value, -0) ? '-0' : value}`;
    case 'bigint':
      return `the bigint ${shorten(String(value))}n`;
    case 'boolean':
      return `the boolean ${value}`;
    case 'symbol':
      return `the symbol ${shorten(String(value))}`;
    case 'function':
      return `the function ${shorten(value.name === '' ? '(anonymous)' : value.name)}`;
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return typeof value;
  }
}

/**
 * A shard key beside another one: `1n` and `1` are one key, so integers read alike; anything else
 * says its kind, which may be the whole difference.
 */
export function describeKey(value: unknown): string {
  const isInteger = typeof value === 'bigint' || Number.isSafeInteger(value);
  return isInteger ? String(value) : describeValue(value);
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Date) {
    return `the Date ${Number.isNaN(value.getTime()) ? '(invalid)' : value.toISOString()}`;
  }
  if (Reflect.get(value, Symbol.toStringTag) === '[object Decimal]') {
    return `the decimal ${shorten(String(value))}`;
  }
  const keys = Object.keys(value);
  const shape = shorten(keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`);
  const name = className(value);
  return name === undefined ? `the object ${shape}` : `a ${name} object ${shape}`;
}

/** Name of a class other than plain Object; undefined also for objects without a prototype. */
function className(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return undefined;
  const made: unknown = Reflect.get(prototype, 'constructor');
  if (typeof made !== 'function' || made === Object) return undefined;
  return made.name === '' ? undefined : made.name;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`;
}
