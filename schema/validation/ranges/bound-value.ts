import type { KeyType } from '../../model/key-type.js';
import type { DatamodelField } from '../../prisma/datamodel.js';
import { readInstant } from './instant.js';

/** The column that a range is about. */
export interface BoundColumn {
  readonly type: KeyType;
  readonly field: Pick<DatamodelField, 'digits' | 'maxLength' | 'nativeType' | 'type'>;
}

/** A bound in canonical form, or what is wrong with it: `is no date`, and how it is written. */
export type BoundReading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: string; readonly example: string };

/** As `canonicalValue` of runtime/key has it, as text. */
export function readBound(column: BoundColumn, written: string, quoted: boolean): BoundReading {
  const { type } = column;
  switch (type) {
    case 'int':
    case 'bigint':
      return readInteger(column, written);
    case 'decimal':
      return readDecimal(column, written);
    case 'datetime':
    case 'date':
      return readDate(type, written, quoted);
    case 'text':
    case 'char':
    case 'enum':
    case 'uuid':
      return readText(column, written, quoted);
    default:
      return type satisfies never;
  }
}

/** The lowest key of a column, where there is one: nothing is below a range that begins with it. */
export function lowestKey(column: BoundColumn): string | undefined {
  switch (column.type) {
    case 'int':
    case 'bigint':
      return String(integerLimits(column)[0]);
    case 'datetime':
    case 'date':
      return '0001-01-01T00:00:00.000Z';
    case 'text':
      return '';
    default:
      return undefined;
  }
}

const wrong = (problem: string, example: string): BoundReading => ({ ok: false, problem, example });

function integerLimits({ type, field }: BoundColumn): readonly [bigint, bigint] {
  const bits = type === 'bigint' ? 64n : field.nativeType === 'SmallInt' ? 16n : 32n;
  const half = 1n << (bits - 1n);
  return [-half, half - 1n];
}

function readInteger(column: BoundColumn, written: string): BoundReading {
  if (!/^[+-]?\d{1,40}$/.test(written)) return wrong('is no whole number', '1000');
  const value = BigInt(written.replace('+', ''));
  const [min, max] = integerLimits(column);
  if (value >= min && value <= max) return { ok: true, value: String(value) };
  return wrong(`is out of the column's range, ${min} to ${max}`, value < min ? `${min}` : `${max}`);
}

function readDecimal({ field }: BoundColumn, written: string): BoundReading {
  const match = /^([+-]?)0*(\d{0,1000})(?:\.(\d{1,1000}))?$/.exec(written);
  if (match === null || !/^[+-]?\d/.test(written))
    return wrong('is no plain decimal number', '10.50');
  const [, sign, whole = '', fraction = ''] = match;
  const decimals = fraction.replace(/0+$/, '');
  const { digits } = field;
  if (digits !== undefined && decimals.length > digits.decimals) {
    return wrong(`has more decimals than the column, which keeps ${digits.decimals}`, '10');
  }
  if (digits !== undefined && whole.length > digits.whole) {
    return wrong(
      `has more digits in front of the point than the column, which keeps ${digits.whole}`,
      '10',
    );
  }
  const plain = `${whole === '' ? '0' : whole}${decimals === '' ? '' : `.${decimals}`}`;
  return { ok: true, value: sign === '-' && plain !== '0' ? `-${plain}` : plain };
}

function readDate(type: 'datetime' | 'date', written: string, quoted: boolean): BoundReading {
  const example = type === 'date' ? '2024-01-01' : '2024-01-01T08:00:00Z';
  const year = /^\d{4}$/.test(written) ? `${written}-01-01` : undefined;
  const month = /^\d{4}-\d{2}$/.test(written) ? `${written}-01` : undefined;
  if (!quoted) return wrong('is a number, and the key is a date', year ?? '2024-01-01');
  const read = readInstant(written);
  if (read.kind === 'impossible') return wrong('is a time that does not exist', example);
  if (read.kind === 'form') {
    if (year !== undefined || month !== undefined)
      return wrong('lacks its day', year ?? month ?? '');
    const withoutZone = readInstant(`${written}Z`).kind === 'instant';
    if (withoutZone) return wrong('does not say its offset from UTC', `${written}Z`);
    return wrong('is neither a date nor a time with milliseconds at most', example);
  }
  if (type === 'date' && !read.text.endsWith('T00:00:00.000Z')) {
    return wrong('is a time of a day, and the column keeps days', read.text.slice(0, 10));
  }
  return { ok: true, value: read.text };
}

function readText({ field }: BoundColumn, written: string, quoted: boolean): BoundReading {
  if (!quoted) return wrong('is a number, and the key is text', written);
  if (/\0|\p{Surrogate}/u.test(written)) {
    return wrong('holds a character that PostgreSQL cannot store', 'm');
  }
  if (field.maxLength !== undefined && [...written].length > field.maxLength) {
    const cut = [...written].slice(0, field.maxLength).join('');
    return wrong(`is longer than the column, which holds ${field.maxLength} characters`, cut);
  }
  return { ok: true, value: written };
}
