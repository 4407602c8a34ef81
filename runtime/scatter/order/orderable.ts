import type { ScalarKind } from '../../../schema/model/scalar-field.js';

/** How values of a kind are compared across shards; what cannot be is said by the end of a sentence. */
export type Comparing =
  /** As JavaScript compares them. */
  | { readonly by: 'value' }
  /** As the database says. */
  | { readonly by: 'collation' }
  | { readonly by: 'enum' }
  | { readonly by: 'nothing'; readonly reason: string };

const VALUE: Comparing = Object.freeze({ by: 'value' });
const COLLATION: Comparing = Object.freeze({ by: 'collation' });
const ENUM: Comparing = Object.freeze({ by: 'enum' });

const MICROSECONDS =
  'keeps microseconds, of which Prisma hands out the milliseconds, so that rows of different shards could not be compared (`@db.Timestamp(3)` and `@db.Timestamptz(3)` keep three digits)';

const nothing = (reason: string): Comparing => ({ by: 'nothing', reason });

export function comparingOf(kind: ScalarKind): Comparing {
  switch (kind) {
    case 'int':
    case 'bigint':
    case 'float':
    case 'real':
    case 'decimal':
    case 'money':
    case 'boolean':
    case 'uuid':
    case 'bytes':
    case 'datetime':
    case 'date':
    case 'time':
      return VALUE;
    case 'text':
    case 'char':
    case 'citext':
      return COLLATION;
    case 'enum':
      return ENUM;
    case 'microdatetime':
    case 'microtime':
      return nothing(MICROSECONDS);
    case 'timetz':
      return nothing('keeps a time zone that Prisma does not hand out');
    case 'json':
      return nothing('is Json');
    case 'list':
      return nothing('is a list');
    case 'bit':
      return nothing('is a bit string');
    case 'inet':
      return nothing('is a network address');
    case 'xml':
      return nothing('is XML, which has no order');
    default:
      return kind satisfies never;
  }
}
