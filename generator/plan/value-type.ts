import type { KeyType } from '../../schema/model/key-type.js';

/** The TypeScript type in which Prisma takes a value of a shard-key field. */
export function valueType(type: KeyType): string {
  switch (type) {
    case 'int':
      return 'number';
    case 'bigint':
      return 'bigint | number';
    case 'text':
    case 'uuid':
      return 'string';
    default:
      return type satisfies never;
  }
}
