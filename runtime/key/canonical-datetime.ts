const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** The years that both Prisma and PostgreSQL have. */
const FIRST = '0001-01-01T00:00:00.000Z';
const LAST = '9999-12-31T23:59:59.999Z';

/**
 * An instant in UTC with milliseconds, or undefined when `value` is none. Takes what Prisma takes: a
 * Date, or text with an offset; finer digits are cut, as Prisma does. All have one length, so that texts
 * compare as instants do.
 */
export function canonicalDateTime(value: unknown): string | undefined {
  if (typeof value === 'string') return instantOf(value);
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  // Prisma sends what this says, also of a class that extends Date.
  const said = value.toISOString();
  return value.toISOString === ISO_OF_DATE ? inYears(said) : instantOf(said);
}

/** Midnight of its day in UTC, which is all that a `date` column stores. */
export function canonicalDate(value: unknown): string | undefined {
  const instant = canonicalDateTime(value);
  return instant && `${instant.slice(0, 10)}T00:00:00.000Z`;
}

const ISO_OF_DATE = Date.prototype.toISOString;

function inYears(instant: string): string | undefined {
  const isShort = instant.length === FIRST.length; // of other years it is longer
  return isShort && instant >= FIRST && instant <= LAST ? instant : undefined;
}

/** Counted by hand: Date takes the 30th of February, and is slow. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function instantOf(written: string): string | undefined {
  const match = WRITTEN.exec(written);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match;
  const [fraction = '', sign, ahead = '0', aheadMinutes = '0'] = match.slice(7);
  if (+month < 1 || +month > 12 || +day < 1 || +day > daysIn(+year, +month)) return undefined;
  if (+hour > 23 || +minute > 59 || +second > 59) return undefined;
  if (+ahead > 23 || +aheadMinutes > 59) return undefined;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const minutes = +ahead * 60 + +aheadMinutes;
  if (minutes === 0) return inYears(local);
  const offset = sign === '-' ? -minutes : minutes;
  return inYears(new Date(Date.parse(local) - offset * 60_000).toISOString());
}
