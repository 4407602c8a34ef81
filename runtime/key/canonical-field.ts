import type { KeyType } from '../../schema/model/key-type.js';
import { roundDecimal } from './canonical-decimal.js';
import { canonicalValue, LEGAL_VALUES } from './canonical-value.js';
import type { KeyValue } from './key-value.js';

/** What decides which values a shard-key field can have. */
export interface KeyFieldType {
  readonly type: KeyType;
  /** In characters; undefined where the column has no limit. */
  readonly maxLength: number | undefined;
  /** Decimals that the column keeps; undefined where it keeps all. */
  readonly scale?: number | undefined;
}

/**
 * The canonical value of a shard-key field, or undefined when the column cannot hold `value`. Text that
 * is too long is refused even where PostgreSQL would take it: it cuts surplus spaces, so the row would
 * be stored under another key than the one that was hashed. A decimal is rounded as the column will do.
 */
export function canonicalField(
  { type, maxLength, scale }: KeyFieldType,
  value: unknown,
): KeyValue | undefined {
  const canonical = canonicalValue(type, value);
  if (scale !== undefined && typeof canonical === 'string') return roundDecimal(canonical, scale);
  if (maxLength === undefined || typeof canonical !== 'string') return canonical;
  // Code units first: counting characters is only needed where there might be too many.
  return canonical.length <= maxLength || [...canonical].length <= maxLength
    ? canonical
    : undefined;
}

/** What a legal value of a field looks like, for messages. */
export function legalValue({ type, maxLength }: KeyFieldType): string {
  const legal = LEGAL_VALUES[type];
  return maxLength === undefined ? legal : `${legal}, at most ${maxLength} characters long`;
}
