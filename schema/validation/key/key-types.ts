import type { KeyType } from '../../model/key-type.js';
import type { KeyedStrategy } from '../../model/strategy.js';
import type { DatamodelField } from '../../prisma/datamodel.js';

/** How the root of a group finds the shard of a key: what decides which types a key may have. */
export type StrategyName = KeyedStrategy['kind'];

interface KeyColumn {
  readonly byDefault: KeyType;
  readonly native: Readonly<Record<string, KeyType>>;
}

/** Prisma's type and native type to the type of the key; what is not here cannot be one. */
const HASHED = {
  Int: { byDefault: 'int', native: { Integer: 'int', SmallInt: 'int' } },
  BigInt: { byDefault: 'bigint', native: { BigInt: 'bigint' } },
  String: { byDefault: 'text', native: { Text: 'text', VarChar: 'text', Uuid: 'uuid' } },
} as const;

/** Where keys are only compared, those of a fixed width may be keys too. */
const COMPARED = {
  ...HASHED,
  String: { byDefault: 'text', native: { ...HASHED.String.native, Char: 'char' } },
} as const;

const COLUMNS: Readonly<Record<StrategyName, Readonly<Record<string, KeyColumn>>>> = {
  hash: HASHED,
  lookup: COMPARED,
  custom: COMPARED,
  geographic: {
    String: { byDefault: 'text', native: { Text: 'text', VarChar: 'text', Char: 'char' } },
  },
  range: {
    Int: { byDefault: 'int', native: { Integer: 'int', SmallInt: 'int' } },
    BigInt: { byDefault: 'bigint', native: { BigInt: 'bigint' } },
    Decimal: { byDefault: 'decimal', native: { Decimal: 'decimal' } },
    DateTime: {
      byDefault: 'datetime',
      native: { Timestamp: 'datetime', Timestamptz: 'datetime', Date: 'date' },
    },
    String: { byDefault: 'text', native: { Text: 'text', VarChar: 'text' } },
  },
};

/** Digits of seconds below which PostgreSQL rounds what Prisma sends, which are milliseconds. */
const MILLISECONDS = 3;

/** What a shard key may be, for messages. */
export const KEY_TYPES_TEXT: Readonly<Record<StrategyName, string>> = {
  hash: 'Int, BigInt, String, or String @db.Uuid',
  lookup: 'Int, BigInt, String, String @db.Uuid, or an enum',
  custom: 'Int, BigInt, String, String @db.Uuid, or an enum',
  geographic: 'String, or an enum',
  range: 'Int, BigInt, Decimal, DateTime or String',
};

/** Undefined for a type that cannot be a shard key of the strategy. */
export function keyTypeOf(
  field: DatamodelField,
  strategy: StrategyName = 'hash',
): KeyType | undefined {
  if (field.kind === 'enum' && strategy !== 'hash') return 'enum';
  const column = field.kind === 'scalar' ? COLUMNS[strategy][field.type] : undefined;
  if (column === undefined || field.nativeType === undefined) return column?.byDefault;
  return Object.hasOwn(column.native, field.nativeType)
    ? column.native[field.nativeType]
    : undefined;
}

/** The native types that a scalar may have in a shard key; empty when the scalar itself may not. */
export function keyNativeTypes(type: string, strategy: StrategyName): readonly string[] {
  return Object.keys(COLUMNS[strategy][type]?.native ?? {}).map((name) => `@db.${name}`);
}

/** Whether the column stores another time than it is sent, so that a row could leave its range. */
export function roundsTime({ type, fraction }: DatamodelField): boolean {
  return type === 'DateTime' && fraction !== undefined && fraction < MILLISECONDS;
}

/** What has to be equal in two fields that hold one key: the type, the enum, how a decimal is rounded. */
export function keyIdentity({
  field,
  type,
}: {
  readonly field: DatamodelField;
  readonly type: KeyType | undefined;
}): string | undefined {
  if (type === 'decimal') return `decimal ${field.digits?.decimals ?? 'unrounded'}`;
  return type === 'enum' ? `enum ${field.type}` : type;
}

/** A field's type as the schema writes it. */
export function writtenType(field: DatamodelField): string {
  if (field.nativeType === undefined) return field.type;
  // Without its length, @db.Char is one character long.
  const length = field.nativeType === 'Char' ? `(${field.maxLength ?? 1})` : '';
  return `${field.type} @db.${field.nativeType}${length}${digitsOf(field)}`;
}

function digitsOf({ digits, fraction }: DatamodelField): string {
  if (digits !== undefined) return `(${digits.whole + digits.decimals}, ${digits.decimals})`;
  return fraction === undefined ? '' : `(${fraction})`;
}
