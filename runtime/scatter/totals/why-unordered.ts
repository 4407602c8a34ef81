import type { ScalarPlan } from '../../router/scalar-plan.js';

/** Why the values of a column cannot be compared as PostgreSQL does; undefined where they can. */
export function whyUnordered(kind: ScalarPlan['kind']): string | undefined {
  switch (kind) {
    case 'microdatetime':
    case 'microtime':
      return 'its column keeps microseconds, of which Prisma hands out the milliseconds';
    case 'json':
    case 'list':
    case 'timetz':
    case 'inet':
    case 'bit':
    case 'xml':
      return 'how its values compare is only known to the database';
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
