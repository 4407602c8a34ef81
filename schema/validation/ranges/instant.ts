const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?(?:[Zz]|([+-])(\d{2}):(\d{2})))?$/;

const FIRST = '0001-01-01T00:00:00.000Z';
const LAST = '9999-12-31T23:59:59.999Z';

/** Of a text that is meant as a date: the instant in UTC, or why it is none. */
export type Instant =
  | { readonly kind: 'instant'; readonly text: string }
  | { readonly kind: 'form' }
  | { readonly kind: 'impossible' };

/**
 * Reads `2024-01-01`, which is midnight in UTC, or a time of it with its offset, to milliseconds. The
 * answer has one length for all, so that texts compare as instants do.
 */
export function readInstant(written: string): Instant {
  const match = WRITTEN.exec(written);
  if (match === null) return { kind: 'form' };
  const [, day = '', time = '00:00:00', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const local = `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
  const at = new Date(local);
  // The 30th of February becomes a day of March: what is read back is not what was written.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== local) return { kind: 'impossible' };
  if (Number(hours) > 23 || Number(minutes) > 59) return { kind: 'impossible' };
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const text = new Date(at.getTime() - offset * 60_000).toISOString();
  return text.length === FIRST.length && text >= FIRST && text <= LAST
    ? { kind: 'instant', text }
    : { kind: 'impossible' };
}
