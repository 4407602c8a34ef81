import { createHash, timingSafeEqual } from 'node:crypto';
import type { Call } from '../errors/call.js';
import {
  cursorChanged,
  cursorOfNewerVersion,
  cursorOfOtherOrder,
  cursorTooLong,
  noCursor,
  noCursorText,
} from '../errors/page-errors.js';
import { type CursorSigner, SIGNATURE_BYTES } from './cursor-signer.js';
import { type CursorValue, cursorValueBytes, readCursorValues } from './cursor-value.js';

/**
 * A cursor is base64url of these bytes, and opaque to callers:
 *
 *   mark      1 byte    the same in every version: what has it is a cursor
 *   version   1 byte    a reader of an older version says so, whatever follows
 *   length    2 bytes   of all bytes, so that a cut cursor is told from a changed one
 *   order     8 bytes   which model and order it belongs to
 *   values              of the last row, in the order of the terms
 *   signature 16 bytes  HMAC-SHA256 of all before
 *
 * It names no shard: what comes after these values is the same rows wherever they live.
 */
const MARK = 0xc5;
const VERSION = 1;
const VERSION_AT = 1;
const LENGTH_AT = 2;
const ORDER_AT = 4;
const VALUES_AT = 12;

/** The most characters that are looked at. */
export const MOST_CURSOR_CHARACTERS = 8192;
const MOST_BYTES = (MOST_CURSOR_CHARACTERS / 4) * 3;

/** To which pages a cursor belongs. */
export interface CursorScope {
  readonly call: Call;
  /** The order as text: the same for the same model and order, in every process. */
  readonly order: string;
  /** How many values the order has. */
  readonly terms: number;
  readonly sign: CursorSigner;
}

/** @throws ShardgenError SG3065. */
export function writeCursor(scope: CursorScope, values: readonly CursorValue[]): string {
  const { call } = scope;
  const body = Buffer.concat(values.map(cursorValueBytes));
  const length = VALUES_AT + body.length + SIGNATURE_BYTES;
  if (length > MOST_BYTES) throw cursorTooLong(call, length, MOST_BYTES);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt8(MARK, 0);
  bytes.writeUInt8(VERSION, VERSION_AT);
  bytes.writeUInt16BE(length, LENGTH_AT);
  orderMark(scope).copy(bytes, ORDER_AT);
  body.copy(bytes, VALUES_AT);
  const signed = length - SIGNATURE_BYTES;
  bytes.set(signature(scope, bytes.subarray(0, signed)), signed);
  return bytes.toString('base64url');
}

/**
 * The values of a cursor.
 *
 * @throws ShardgenError SG3061 to SG3064.
 */
export function readCursor(scope: CursorScope, text: unknown): readonly CursorValue[] {
  const { call } = scope;
  if (typeof text !== 'string') throw noCursorText(call, text);
  if (text.length > MOST_CURSOR_CHARACTERS) {
    throw noCursor(
      call,
      `has ${text.length} characters, but a cursor has ${MOST_CURSOR_CHARACTERS} at most`,
    );
  }
  const bytes = Buffer.from(text, 'base64url');
  // What is no base64url is skipped by the decoder: only the same text again was all of it.
  if (text === '' || bytes.toString('base64url') !== text) throw noCursorText(call, text);
  if (bytes[0] !== MARK) throw noCursorText(call, text);
  const version = bytes[VERSION_AT] ?? VERSION;
  if (version > VERSION) throw cursorOfNewerVersion(call, version, VERSION);
  if (version < VERSION) throw noCursorText(call, text);
  if (bytes.length < VALUES_AT + SIGNATURE_BYTES) throw noCursor(call, 'is cut off');
  const length = bytes.readUInt16BE(LENGTH_AT);
  if (bytes.length < length) throw noCursor(call, 'is cut off');
  if (bytes.length > length) throw noCursor(call, 'goes on behind the end of its cursor');
  const mark = bytes.subarray(ORDER_AT, VALUES_AT);
  if (!timingSafeEqual(mark, orderMark(scope))) throw cursorOfOtherOrder(call);
  const signed = length - SIGNATURE_BYTES;
  const right = signature(scope, bytes.subarray(0, signed));
  if (!timingSafeEqual(bytes.subarray(signed), right)) throw cursorChanged(call);
  const values = readCursorValues(bytes.subarray(VALUES_AT, signed));
  // Without a secret, whoever knows this file can sign anything.
  if (values?.length !== scope.terms) throw cursorChanged(call);
  return values;
}

function fingerprint({ order }: CursorScope): Buffer {
  return createHash('sha256').update(order).digest();
}

function orderMark(scope: CursorScope): Buffer {
  return fingerprint(scope).subarray(0, VALUES_AT - ORDER_AT);
}

function signature(scope: CursorScope, bytes: Uint8Array): Uint8Array {
  return scope.sign(fingerprint(scope), bytes);
}
