import { freshRandomBytes } from './random-bytes.js';

/** Behind the milliseconds: of the 12 bits that count within one, half are left for counting. */
const COUNTER_BITS = 12;
const COUNTER_END = 1 << COUNTER_BITS;
const COUNTER_START_MASK = (COUNTER_END >> 1) - 1;

let lastMs = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, 12 bits that count from a random start, and
 * random ones. Each is greater than all that this process made before, whatever its clock does. The last
 * 16 bits are the bucket, if one is given.
 */
export function makeUuid7(now: number, bucket?: number): string {
  const bytes = freshRandomBytes(16);
  if (now > lastMs) {
    lastMs = now;
    counter = bytes.readUInt16BE(6) & COUNTER_START_MASK;
  } else {
    counter += 1;
    if (counter === COUNTER_END) {
      lastMs += 1;
      counter = bytes.readUInt16BE(6) & COUNTER_START_MASK;
    }
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  if (bucket !== undefined) bytes.writeUInt16BE(bucket, 14);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
