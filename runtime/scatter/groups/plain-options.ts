import type { Call } from '../../errors/call.js';
import { notEvaluated } from '../../errors/totals-errors.js';
import { asFields, asRead, type Fields, isReplaced } from '../../router/fields.js';
import { readOnce } from '../../router/read-once.js';

/** The options that are looked at here; a filter of rows is for each shard alone, and selections are no values. */
const READ = ['by', 'having', 'orderBy'];

/**
 * The options of a `groupBy` as Prisma reads them: what has a `toJSON` is what that gives, and an instance of
 * a class is the object of its fields. Else shards would be asked for what nobody has looked at here.
 *
 * @throws ShardgenError SG3054 for what Prisma passes on unread.
 */
export function plainOptions(call: Call, given: Fields = {}): Fields {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      READ.includes(name) ? plain(call, name, value) : value,
    ]),
  );
}

function plain(call: Call, path: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isValue(value)) return value;
  const read = asRead(value);
  if (read !== value) return plain(call, path, readOnce(read));
  if (Array.isArray(value)) return value.map((each) => plain(call, path, each));
  if (isReplaced(value))
    throw notEvaluated(call, path, 'it is in a form that Prisma does not read');
  const fields = asFields(value);
  const names: string[] = [];
  // With inherited ones, as Prisma does.
  for (const name in fields) names.push(name);
  // Without any it is one of Prisma's own, which a copy would not be.
  if (names.length === 0 && Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    names.map((name) => [name, plain(call, `${path}.${name}`, fields[name])]),
  );
}

/** A value of a column, or a reference to one; not an object of options. */
function isValue(value: object): boolean {
  if (value instanceof Date || ArrayBuffer.isView(value)) return true;
  return typeof Reflect.get(value, 'toFixed') === 'function' || 'modelName' in value;
}
