/** An object of a caller's arguments, read field by field. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether Prisma would read `value` field by field. What has a `toJSON` it replaces by the result of
 * that, so that routing would look at other values than the database gets.
 */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isReplaced(value);
}

/** An object whose properties are asked for by name. */
export function asFields(value: object): Fields {
  // Sound: any object can be asked for a property; the cast only names the answer unknown.
  return value as Fields;
}

/** Whether Prisma sends something else than the fields of this object. */
export function isReplaced(value: object): boolean {
  return typeof asFields(value)['toJSON'] === 'function' || isRawValue(value);
}

/** What Prisma reads of a value: the result of its `toJSON`, if it has one. */
export function asRead(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const { toJSON } = asFields(value);
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
}

/** The marks by which Prisma passes a value on unread: of raw queries, and of its own protocol. */
function isRawValue(value: object): boolean {
  return '__prismaRawParameters__' in value || '$type' in value;
}

const isEnumerable = Object.prototype.propertyIsEnumerable;

/**
 * The value of an own, enumerable property. Prisma leaves others out of the query in some places:
 * routing by one would send an unfiltered call to a shard.
 */
export function ownValue(fields: Fields, name: string): unknown {
  const value = fields[name];
  return value !== undefined && isEnumerable.call(fields, name) ? value : undefined;
}

/** What every plain object inherits; only compared with. */
const INHERITED = asFields(Object.prototype);

/** The value of any property, inherited or not: for checks that must not overlook one. */
export function givenValue(fields: Fields, name: string): unknown {
  const value = fields[name];
  return value === undefined || value === INHERITED[name] ? undefined : value;
}

/** A literal object, as filters are; not a Date, a Decimal, a field reference or Prisma.skip. */
export function isFilter(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether Prisma reads what stands under a name of a selection: anything but false. `Prisma.skip`, an instance
 * without fields, is like nothing.
 */
export function isChosen(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined && value !== false;
  if (Array.isArray(value)) return true;
  return isFields(value) && (isFilter(value) || Object.keys(value).length > 0);
}
