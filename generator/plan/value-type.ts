import type { ShardKeyField } from '../../schema/model/shard-key-field.js';

/** The TypeScript type in which Prisma takes a value of a shard-key field. */
export function valueType({ type, enum: values }: Pick<ShardKeyField, 'type' | 'enum'>): string {
  switch (type) {
    case 'int':
      return 'number';
    case 'bigint':
      return 'bigint | number';
    case 'text':
    case 'char':
    case 'uuid':
      return 'string';
    case 'decimal':
      return 'Prisma.Decimal | Prisma.DecimalJsLike | number | string';
    case 'datetime':
    case 'date':
      return 'Date | string';
    case 'enum':
      return `$Enums.${values?.name ?? ''}`;
    default:
      return type satisfies never;
  }
}
