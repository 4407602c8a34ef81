/** What a field by which rows are ordered may hold. Decimals are their digits, as filters take them. */
export type CursorValue = null | boolean | number | bigint | string | Date;

/** One letter for each kind of value; those of released versions never change. */
const KIND = {
  null: 'n',
  true: 't',
  false: 'f',
  number: 'd',
  bigint: 'i',
  text: 's',
  date: 'm',
} as const;

/** A value as bytes: a letter, the length of what follows in two bytes, and the value exactly. */
export function cursorValueBytes(value: CursorValue): Buffer {
  if (value === null) return bytesOf(KIND.null, '');
  if (value instanceof Date) return bytesOf(KIND.date, String(value.getTime()));
  switch (typeof value) {
    case 'boolean':
      return bytesOf(value ? KIND.true : KIND.false, '');
    case 'number':
      return bytesOf(KIND.number, Object.is(value, -0) ? '-0' : String(value));
    case 'bigint':
      return bytesOf(KIND.bigint, String(value));
    case 'string':
      return bytesOf(KIND.text, value);
    default:
      return value satisfies never;
  }
}

const HEAD = 3;
const LONGEST = 0xffff;

function bytesOf(kind: string, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(HEAD + length);
  bytes.write(kind, 0, 'latin1');
  // A longer one makes a cursor that is refused for its length, whatever stands here.
  bytes.writeUInt16BE(Math.min(length, LONGEST), 1);
  bytes.write(text, HEAD);
  return bytes;
}

/** The values that follow each other in bytes; undefined where these are none. */
export function readCursorValues(bytes: Buffer): readonly CursorValue[] | undefined {
  const values: CursorValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + HEAD > bytes.length) return undefined;
    const end = at + HEAD + bytes.readUInt16BE(at + 1);
    if (end > bytes.length) return undefined;
    const kind = String.fromCharCode(bytes[at] ?? 0);
    const value = readValue(kind, bytes.toString('utf8', at + HEAD, end));
    if (value === undefined) return undefined;
    values.push(value);
    at = end;
  }
  return values;
}

const WHOLE = /^-?\d+$/;

function readValue(kind: string, text: string): CursorValue | undefined {
  switch (kind) {
    case KIND.null:
      return null;
    case KIND.true:
      return true;
    case KIND.false:
      return false;
    case KIND.number:
      return text === '' ? undefined : Number(text);
    case KIND.bigint:
      return WHOLE.test(text) ? BigInt(text) : undefined;
    case KIND.date:
      return WHOLE.test(text) ? new Date(Number(text)) : undefined;
    case KIND.text:
      return text;
    default:
      return undefined;
  }
}
