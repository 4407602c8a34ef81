/**
 * Bob Jenkins' lookup3 as PostgreSQL uses it for its 64-bit "extended" hashes. The result is left in
 * `hash64`, as two unsigned halves: a routed call then allocates nothing and needs no BigInt.
 */
export const hash64 = { high: 0, low: 0 };

const int32 = new Uint8Array(4);

/** PostgreSQL's `hash_bytes_uint32_extended`. `value` is taken as 32 bits, signed or not. */
export function hashUint32Extended(value: number, seedHigh: number, seedLow: number): void {
  int32[0] = value;
  int32[1] = value >>> 8;
  int32[2] = value >>> 16;
  int32[3] = value >>> 24;
  hashBytesExtended(int32, 4, seedHigh, seedLow);
}

/**
 * PostgreSQL's `hash_bytes_extended` over the first `length` bytes, for a seed other than 0 (for
 * which PostgreSQL leaves out the first mixing). Written in one piece, on local variables: this is
 * the inner loop of routing, and three times as fast as with functions over shared state.
 */
export function hashBytesExtended(
  bytes: Uint8Array,
  length: number,
  seedHigh: number,
  seedLow: number,
): void {
  let c = (0x9e3779b9 + length + 3923095) | 0;
  let a = (c + seedHigh) | 0;
  let b = (c + seedLow) | 0;
  let at = 0;
  for (;;) {
    a = ((a - c) ^ ((c << 4) | (c >>> 28))) | 0;
    c = (c + b) | 0;
    b = ((b - a) ^ ((a << 6) | (a >>> 26))) | 0;
    a = (a + c) | 0;
    c = ((c - b) ^ ((b << 8) | (b >>> 24))) | 0;
    b = (b + a) | 0;
    a = ((a - c) ^ ((c << 16) | (c >>> 16))) | 0;
    c = (c + b) | 0;
    b = ((b - a) ^ ((a << 19) | (a >>> 13))) | 0;
    a = (a + c) | 0;
    c = ((c - b) ^ ((b << 4) | (b >>> 28))) | 0;
    b = (b + a) | 0;
    if (length - at < 12) break;
    a = (a + word(bytes, at)) | 0;
    b = (b + word(bytes, at + 4)) | 0;
    c = (c + word(bytes, at + 8)) | 0;
    at += 12;
  }
  const rest = length - at;
  a = (a + tail(bytes, at, rest)) | 0;
  b = (b + tail(bytes, at + 4, rest - 4)) | 0;
  // The lowest byte of the third word is reserved for the length, so its bytes start one higher.
  c = (c + (tail(bytes, at + 8, rest - 8) << 8)) | 0;
  c = ((c ^ b) - ((b << 14) | (b >>> 18))) | 0;
  a = ((a ^ c) - ((c << 11) | (c >>> 21))) | 0;
  b = ((b ^ a) - ((a << 25) | (a >>> 7))) | 0;
  c = ((c ^ b) - ((b << 16) | (b >>> 16))) | 0;
  a = ((a ^ c) - ((c << 4) | (c >>> 28))) | 0;
  b = ((b ^ a) - ((a << 14) | (a >>> 18))) | 0;
  c = ((c ^ b) - ((b << 24) | (b >>> 8))) | 0;
  hash64.high = b >>> 0;
  hash64.low = c >>> 0;
}

/** Four bytes, least significant first, as on the machines PostgreSQL's vectors come from. */
function word(bytes: Uint8Array, at: number): number {
  return (
    byte(bytes, at) |
    (byte(bytes, at + 1) << 8) |
    (byte(bytes, at + 2) << 16) |
    (byte(bytes, at + 3) << 24)
  );
}

/** Up to four bytes of what is left; nothing when nothing is left. */
function tail(bytes: Uint8Array, at: number, left: number): number {
  if (left >= 4) return word(bytes, at);
  let value = 0;
  if (left > 0) value |= byte(bytes, at);
  if (left > 1) value |= byte(bytes, at + 1) << 8;
  if (left > 2) value |= byte(bytes, at + 2) << 16;
  return value;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
