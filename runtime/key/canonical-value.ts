import type { KeyType } from '../../schema/model/key-type.js';
import { canonicalDate, canonicalDateTime } from './canonical-datetime.js';
import { canonicalDecimal } from './canonical-decimal.js';
import { canonicalBigInt, canonicalInt } from './canonical-integer.js';
import { canonicalText, withoutFinalBlanks } from './canonical-text.js';
import { canonicalUuid } from './canonical-uuid.js';
import type { KeyValue } from './key-value.js';

/**
 * The one form of a shard-key value in which it is hashed or compared, or undefined when `value` is
 * not a value of that type. Nothing is converted between kinds: `'1'` is not a number.
 */
export function canonicalValue(type: KeyType, value: unknown): KeyValue | undefined {
  switch (type) {
    case 'int':
      return canonicalInt(value);
    case 'bigint':
      return canonicalBigInt(value);
    case 'text':
    case 'enum':
      return canonicalText(value);
    case 'char':
      return withoutFinalBlanks(canonicalText(value));
    case 'uuid':
      return canonicalUuid(value);
    case 'decimal':
      return canonicalDecimal(value);
    case 'datetime':
      return canonicalDateTime(value);
    case 'date':
      return canonicalDate(value);
    default:
      return type satisfies never;
  }
}

const DATE_LEGAL =
  'a valid Date, or a string with an offset such as "2024-01-01T00:00:00Z", of the years 1 to 9999';

/** What a legal value of a key type looks like, for messages. */
export const LEGAL_VALUES: Readonly<Record<KeyType, string>> = {
  int: 'an integer number from -2147483648 to 2147483647',
  bigint: 'a bigint of 64 bits, or a safe integer number',
  text: 'a string without NUL characters or lone surrogates',
  char: 'a string without NUL characters or lone surrogates',
  enum: 'a value of the enum',
  uuid: 'a UUID string such as "550e8400-e29b-41d4-a716-446655440000"',
  decimal:
    'a decimal number: a Prisma.Decimal, a string such as "10.50", or a number of at most 15 digits',
  datetime: DATE_LEGAL,
  date: DATE_LEGAL,
};
