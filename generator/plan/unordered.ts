import type { ScalarKind } from '../../schema/model/scalar-field.js';

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

const INCOMPARABLE: ReadonlySet<ScalarKind> = new Set(['bit', 'inet', 'timetz', 'xml']);

/** Whether Prisma has a least value of such a column that cannot be found among those of several shards. */
export const lacksExtremes = (kind: ScalarKind): boolean => INCOMPARABLE.has(kind);
