import type { IdGenerator, ShardId } from '../../model/shard-id.js';
import type { DatamodelField } from '../../prisma/datamodel.js';

/** Characters of a UUID. */
const UUID_LENGTH = 36;

/** What the field holds, as far as a generator can fill it. */
export function idType(field: DatamodelField): ShardId['type'] | undefined {
  if (field.kind !== 'scalar') return undefined;
  const { maxLength, nativeType, type } = field;
  if (type === 'BigInt') {
    return nativeType === undefined || nativeType === 'BigInt' ? 'bigint' : undefined;
  }
  if (type !== 'String') return undefined;
  if (nativeType === 'Uuid') return 'uuid';
  const isText = nativeType === undefined || nativeType === 'Text' || nativeType === 'VarChar';
  return isText && (maxLength ?? UUID_LENGTH) >= UUID_LENGTH ? 'text' : undefined;
}

/** The generator of a field that names none. */
export function defaultGenerator(type: ShardId['type']): IdGenerator {
  return type === 'bigint' ? 'snowflake' : 'uuid7';
}

export function fits(generator: IdGenerator, type: ShardId['type']): boolean {
  switch (generator) {
    case 'uuid7':
      return type !== 'bigint';
    case 'snowflake':
    case 'snowflake53':
      return type === 'bigint';
    default:
      return generator satisfies never;
  }
}

/** What a generator fills, as the schema writes it. */
export const FILLED_BY: Readonly<Record<IdGenerator, string>> = {
  uuid7: 'String @db.Uuid',
  snowflake: 'BigInt',
  snowflake53: 'BigInt',
};

/** Buckets that a value of the generator has room for. */
export const MOST_BUCKETS: Readonly<Record<IdGenerator, number>> = {
  uuid7: 65_536,
  snowflake: 4096,
  snowflake53: 4096,
};
