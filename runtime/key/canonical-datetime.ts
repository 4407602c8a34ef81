const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

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
  return instantOf(value.toISOString());
}

/** Midnight of its day in UTC, which is all that a `date` column stores. */
export function canonicalDate(value: unknown): string | undefined {
  const instant = canonicalDateTime(value);
  return instant && `${instant.slice(0, 10)}T00:00:00.000Z`;
}

function instantOf(written: string): string | undefined {
  const match = WRITTEN.exec(written);
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const local = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const at = new Date(local);
  // The 30th of February becomes a day of March: what is read back is not what was given.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== local) return undefined;
  const ahead = Number(hours) * 60 + Number(minutes);
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = sign === '-' ? -ahead : ahead;
  const instant = offset === 0 ? local : new Date(at.getTime() - offset * 60_000).toISOString();
  return instant.length === local.length && instant >= FIRST && instant <= LAST
    ? instant
    : undefined;
}
