import type { ScalarField, ScalarKind } from '../../schema/model/scalar-field.js';

/** Why rows of several shards cannot be ordered or grouped by a column; undefined where they can. */
export function unordered(kind: ScalarKind): string | undefined {
  switch (kind) {
    case 'json':
      return 'is Json';
    case 'list':
      return 'is a list';
    case 'bit':
      return 'is @db.Bit or @db.VarBit';
    case 'inet':
      return 'is @db.Inet';
    case 'xml':
      return 'is @db.Xml';
    case 'timetz':
      return 'is @db.Timetz';
    case 'microdatetime':
    case 'microtime':
      return 'keeps microseconds, of which Prisma hands out milliseconds';
    case 'int':
    case 'bigint':
    case 'float':
    case 'real':
    case 'decimal':
    case 'money':
    case 'boolean':
    case 'text':
    case 'char':
    case 'citext':
    case 'uuid':
    case 'bytes':
    case 'datetime':
    case 'date':
    case 'time':
    case 'enum':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** The totals that some columns do not have over several shards. */
export type LockedTotal = '_avg' | '_min' | '_max';

const INCOMPARABLE: ReadonlySet<ScalarKind> = new Set(['bit', 'inet', 'timetz', 'xml']);

/** Why a total of a column cannot be made of the totals of several shards; undefined where it can. */
export function untotalled(total: LockedTotal, { kind, scale }: ScalarField): string | undefined {
  if (total === '_avg') {
    return kind === 'decimal' && scale === undefined
      ? 'keeps any number of decimals: how many its average has cannot be known of several shards'
      : undefined;
  }
  return INCOMPARABLE.has(kind)
    ? `${unordered(kind)}: values of several shards cannot be compared`
    : undefined;
}

const MICROSECONDS: ReadonlySet<ScalarKind> = new Set(['microdatetime', 'microtime']);

/** Why groups of several shards cannot be ordered by a total of a column; undefined where they can. */
export function unsorted(total: LockedTotal, field: ScalarField): string | undefined {
  const { kind } = field;
  // The least microsecond is in the least millisecond: it can be handed out, but not compared with others.
  return total !== '_avg' && MICROSECONDS.has(kind)
    ? `${unordered(kind)}: groups of several shards cannot be ordered by it`
    : untotalled(total, field);
}
