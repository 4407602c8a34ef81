import type { DecimalDigits } from './datamodel.js';

/** What Prisma makes of a Decimal without a native type. */
const BY_DEFAULT: DecimalDigits = { whole: 35, decimals: 30 };

/**
 * The digits of a Decimal's column, by the arguments of its native type: none where it has no native
 * type, and an empty list for `@db.Decimal`, which keeps every digit.
 */
export function decimalDigits(
  written: readonly (string | number)[] | undefined,
): DecimalDigits | undefined {
  if (written === undefined) return BY_DEFAULT;
  const [precision, scale = 0] = written.map(Number);
  return precision === undefined ? undefined : { whole: precision - scale, decimals: scale };
}

/** The digits of seconds that `@db.Timestamp(3)` and its like say. */
export function secondDigits(
  nativeType: string | undefined,
  written: readonly (string | number)[] | undefined,
): number | undefined {
  const [digits] = nativeType?.startsWith('Time') === true ? (written ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
}
