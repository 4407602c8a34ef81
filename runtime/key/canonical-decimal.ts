const WRITTEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** As it is kept, but for `-0`: most keys come like this, and nothing has to be done. */
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** What PostgreSQL's numeric holds at most, in front of the point and behind it. */
const MOST_WHOLE = 131_072;
const MOST_DECIMALS = 16_383;

/** So many digits of a double are the digits that it was written with. */
const EXACT_DIGITS = 15;
/** Below it a double has fewer digits than that. */
const SMALLEST_EXACT = 1e-290;

/**
 * A decimal as plain digits (`-10.5`), or undefined when `value` is none. Takes what Prisma takes: a
 * decimal object, text, or a number. A number of more than 15 digits may have lost some: none.
 */
export function canonicalDecimal(value: unknown): string | undefined {
  if (typeof value === 'string') return plainDecimal(value);
  if (typeof value === 'number') return isExact(value) ? plainDecimal(String(value)) : undefined;
  if (!isDecimalObject(value)) return undefined;
  // Sent by Prisma in just this form.
  const digits: unknown = value.toFixed();
  return typeof digits === 'string' ? plainDecimal(digits) : undefined;
}

/** As PostgreSQL rounds what a column of so many decimals is given: half away from zero. */
export function roundDecimal(plain: string, decimals: number): string {
  if (plain.length - wholeLength(plain) - 1 <= decimals) return plain;
  const [whole = '', fraction = ''] = plain.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const kept = BigInt(`${whole.slice(sign.length)}${fraction.slice(0, decimals)}`);
  const up = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n;
  return plainDecimal(`${sign}${kept + up}e-${decimals}`) ?? plain;
}

/** Below zero when `a` is less; both are plain. */
export function compareDecimals(a: string, b: string): number {
  const [negative, other] = [a.startsWith('-'), b.startsWith('-')];
  if (negative !== other) return negative ? -1 : 1;
  if (negative) return compareDecimals(b.slice(1), a.slice(1));
  const [x, y] = [wholeLength(a), wholeLength(b)];
  if (x !== y) return x - y;
  // The points stand below each other, and no zeros at the end, so what begins the other is less.
  return a === b ? 0 : a < b ? -1 : 1;
}

function wholeLength(plain: string): number {
  const point = plain.indexOf('.');
  return point < 0 ? plain.length : point;
}

function isExact(value: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  if (!Number.isFinite(value) || Math.abs(value) < SMALLEST_EXACT) return false;
  return Number(value.toPrecision(EXACT_DIGITS)) === value;
}

function plainDecimal(written: string): string | undefined {
  if (written.length < MOST_DECIMALS && PLAIN.test(written))
    return written === '-0' ? '0' : written;
  const match = WRITTEN.exec(written);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  if (all === '') return undefined;
  const zeros = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(zeros).replace(/0+$/, '');
  if (digits === '') return '0';
  // Where the point stands, counted from the first digit that is no zero.
  const point = whole.length - zeros + Number(exponent);
  if (point > MOST_WHOLE || digits.length - point > MOST_DECIMALS) return undefined;
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return sign === '-' ? `-${plain}` : plain;
}

/** By the marks by which Prisma knows one; there may be several copies of its class. */
function isDecimalObject(value: unknown): value is { toFixed(): unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const { s, e, d, toFixed }: { s?: unknown; e?: unknown; d?: unknown; toFixed?: unknown } = value;
  const isNumber = typeof s === 'number' && typeof e === 'number';
  return isNumber && Array.isArray(d) && typeof toFixed === 'function';
}
