import type { ShardKeyField } from '../../schema/model/shard-key-field.js';

/** The key of a group as a strategy gets it, in TypeScript. */
export function keyTypeText(key: readonly ShardKeyField[]): string {
  return `{ ${key.map((field) => `${field.name}: ${fieldType(field)}`).join('; ')} }`;
}

function fieldType({ type, enum: values }: ShardKeyField): string {
  switch (type) {
    case 'int':
      return 'number';
    case 'bigint':
      return 'bigint';
    case 'text':
    case 'char':
    case 'uuid':
    case 'decimal': // only ranges have keys of these three
    case 'datetime':
    case 'date':
      return 'string';
    case 'enum':
      return unionText(values?.values ?? []);
    default:
      return type satisfies never;
  }
}

/** `'a' | 'b'`; any text where no name is known. */
export function unionText(names: readonly string[]): string {
  return names.length === 0 ? 'string' : names.map((name) => JSON.stringify(name)).join(' | ');
}
