import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDateTime } from '../../../../runtime/key/canonical-datetime.js';

const two = (value: number) => String(value).padStart(2, '0');
const part = (most: number) => fc.nat(most + 2).map(two);

/** What JavaScript's own Date makes of it, which takes the 30th of February for a day of March. */
function byDate(local: string, offset: string): string | undefined {
  const at = new Date(`${local}Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 19) !== local) return undefined;
  const instant = new Date(`${local}${offset}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9999 ? instant.toISOString() : undefined;
}

test('a written instant is what JavaScript reads, and no day that does not exist', () => {
  const year = fc.oneof(fc.nat(9999), fc.constantFrom(0, 1, 1900, 2000, 2023, 2024, 9999));
  const offset = fc.oneof(
    fc.constant('Z'),
    fc.tuple(fc.constantFrom('+', '-'), part(23), part(59)).map(([s, h, m]) => `${s}${h}:${m}`),
  );
  fc.assert(
    fc.property(
      fc.tuple(year, part(12), fc.oneof(part(31), fc.constantFrom('28', '29', '30'))),
      fc.tuple(part(23), part(59), part(59)),
      offset,
      ([y, month, day], [h, m, s], ahead) => {
        const local = `${String(y).padStart(4, '0')}-${month}-${day}T${h}:${m}:${s}`;
        expect(canonicalDateTime(`${local}${ahead}`)).toBe(byDate(local, ahead));
      },
    ),
    { numRuns: 3000 },
  );
});

test('a Date is what it says, also one of a class of its own', () => {
  class Local extends Date {
    override toISOString() {
      return '2024-01-01T08:00:00+02:00';
    }
  }
  expect(canonicalDateTime(new Date(1234))).toBe('1970-01-01T00:00:01.234Z');
  expect(canonicalDateTime(new Local())).toBe('2024-01-01T06:00:00.000Z');
  for (const wrong of [Number.NaN, 8.64e15, -8.64e15, Date.UTC(10_000, 0), -62_167_219_200_000]) {
    expect(canonicalDateTime(new Date(wrong))).toBeUndefined();
  }
});
