import type { KeyType } from '../../model/key-type.js';
import type { DatamodelField } from '../../prisma/datamodel.js';

interface HashableType {
  readonly byDefault: KeyType;
  readonly native: Readonly<Record<string, KeyType>>;
}

/** Prisma's type and native type to the hash function of PostgreSQL; what is not here has none. */
const HASHABLE: Readonly<Record<string, HashableType>> = {
  Int: { byDefault: 'int', native: { Integer: 'int', SmallInt: 'int' } },
  BigInt: { byDefault: 'bigint', native: { BigInt: 'bigint' } },
  String: { byDefault: 'text', native: { Text: 'text', VarChar: 'text', Uuid: 'uuid' } },
};

/** What a shard key may be, for messages. */
export const KEY_TYPES_TEXT = 'Int, BigInt, String, or String @db.Uuid';

/** Undefined for a type that cannot be a shard key. */
export function keyTypeOf(field: DatamodelField): KeyType | undefined {
  const hashable = field.kind === 'scalar' ? HASHABLE[field.type] : undefined;
  if (hashable === undefined || field.nativeType === undefined) return hashable?.byDefault;
  return Object.hasOwn(hashable.native, field.nativeType)
    ? hashable.native[field.nativeType]
    : undefined;
}

/** The native types that a scalar may have in a shard key; empty when the scalar itself may not. */
export function hashableNativeTypes(type: string): readonly string[] {
  return Object.keys(HASHABLE[type]?.native ?? {}).map((name) => `@db.${name}`);
}

/** A field's type as the schema writes it. */
export function writtenType(field: DatamodelField): string {
  const native = field.nativeType === undefined ? '' : ` @db.${field.nativeType}`;
  return `${field.type}${native}`;
}
