import type { Column } from '../model/oracle-model.js';
import type { Loose } from './plain.js';
import { JSON_NULL } from './prisma-word.js';

/** Differ by case, accents, punctuation, width and order of UTF-16 units, or hardly at all. */
export const TEXTS: readonly string[] = [
  ...['', ' ', 'a', 'A', 'á', 'ä', 'Z', 'z', 'ß', 'ss', 'SS', 'aa', 'a a', 'a-a', 'a_a', 'a%a'],
  ...['a ', ' a', 'É', 'E\u0301', 'e', 'coop', 'co-op', 'CO-OP', 'résumé', 'resume', 'Resume'],
  ...[
    '10',
    '9',
    '１０',
    '😀',
    '\uffee',
    '👩‍👧',
    '中',
    '한',
    "o'clock",
    '"q"',
    '\\',
    'a\nb',
    '%',
    '_',
  ],
  ...['I', 'ı', 'i', 'İ', 'ö', 'o', 'z\u00adz', '\u200b', 'null', 'Ж', 'ж'],
];

const SMALL = [-32768, -1, 0, 1, 1, 2, 32767];
const INTS = [-2147483648, -1, 0, 1, 1, 2, 7, 2147483647];
const BIGS = [-(2n ** 63n), -1n, 0n, 1n, 1n, 9007199254740993n, 2n ** 63n - 1n];
/** Their sums are exact in any order. */
const EXACT = [-2.75, -0.5, 0, 0.25, 0.5, 1.25, 1.25, 1024];
const WILD = [-1e308, -0.1, 0, 5e-324, 0.1, 0.30000000000000004, 1e300];
const DECIMALS = ['-0.5', '0', '0.1', '1', '1.50', '1.5', '2.25', '10', '9', '-123456.785'];
const WIDE = [
  '12345678901234567890123456789.123456789012345678901234567891',
  '-0.000000000000000001',
];
const DAYS = ['0001-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '2024-03-01', '9999-12-31'];
const MOMENTS = ['00:00:00.000', '00:00:00.001', '12:30:00.500', '23:59:59.999'];
const UUIDS = [
  '00000000-0000-0000-0000-000000000000',
  '0a000000-0000-4000-8000-00000000000a',
  'ff000000-0000-4000-8000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
const JSONS = [{ a: 1 }, { a: 1, b: [1, null, 'x'] }, [], {}, 'text', 5, true, JSON_NULL];
const BYTES = [[], [0], [0, 0], [1, 2, 3], [127], [255]].map((each) => Uint8Array.from(each));

/** Values of which a column's are drawn: few, so that there are many duplicates. */
export function valuesOf(column: Column): readonly Loose[] {
  switch (column.type) {
    case 'Int':
      if (column.native === 'SmallInt') return SMALL;
      return column.native === 'Oid' ? INTS.filter((value) => value >= 0) : INTS;
    case 'BigInt':
      return BIGS;
    case 'Float':
      return isSummable(column) ? EXACT : WILD;
    case 'Decimal':
      return column.digits.length === 0 ? [...DECIMALS, ...WIDE] : DECIMALS.map(rounded(column));
    case 'Boolean':
      return [false, true];
    case 'String':
      return textsOf(column);
    case 'DateTime':
      return datesOf(column);
    case 'Json':
      return JSONS;
    case 'Bytes':
      return BYTES;
    case 'Enum':
      return column.values;
    default:
      throw new Error(`no values of ${column.type}`);
  }
}

/** Whether its sum is the same in whatever order PostgreSQL adds. */
export function isSummable(column: Column): boolean {
  return column.type !== 'Float' || column.name !== 'double';
}

const rounded =
  ({ digits: [, scale = 0] }: Column) =>
  (text: string) => {
    const [whole = '', decimals = ''] = text.split('.');
    return scale === 0 || decimals === '' ? whole : `${whole}.${decimals.slice(0, scale)}`;
  };

function textsOf({ native, digits: [length] }: Column): readonly string[] {
  switch (native) {
    case 'Uuid':
      return UUIDS;
    case 'Bit':
      return ['000', '101', '111'];
    case 'VarBit':
      return ['', '1', '1010'];
    case 'Inet':
      return ['10.0.0.1', '10.0.0.0/8', '::1'];
    case 'Xml':
      return ['<a/>', '<b>text</b>'];
    default:
      return length === undefined ? TEXTS : TEXTS.filter((text) => [...text].length <= length);
  }
}

function datesOf({ native }: Column): readonly Date[] {
  switch (native) {
    case 'Date':
      return DAYS.map((day) => new Date(`${day}T00:00:00.000Z`));
    case 'Time':
    case 'Timetz':
      return MOMENTS.map((moment) => new Date(`1970-01-01T${moment}Z`));
    case 'Timestamp':
      // Of seconds, or of microseconds: what is written is what is read.
      return DAYS.map((day) => new Date(`${day}T12:30:01.000Z`));
    default:
      return DAYS.flatMap((day) => MOMENTS.slice(1).map((moment) => new Date(`${day}T${moment}Z`)));
  }
}
