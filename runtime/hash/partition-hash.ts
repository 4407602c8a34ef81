import type { KeyType } from '../../schema/model/key-type.js';
import type { KeyValue } from '../key/key-value.js';
import { hash64, hashBytesExtended, hashUint32Extended } from './lookup3.js';
import { scratchBytes, writeUtf8, writeUuid } from './utf8-scratch.js';

/** PostgreSQL's HASH_PARTITION_SEED, 0x7A5B22367996DCFD. */
const SEED_HIGH = 0x7a5b2236;
const SEED_LOW = 0x7996dcfd;

/** The constant of PostgreSQL's `hash_combine64`, 0x49A0F4DD15E5A8E3. */
const COMBINE_HIGH = 0x49a0f4dd;
const COMBINE_LOW = 0x15e5a8e3;

const TWO_32 = 0x1_0000_0000;

/**
 * The hash by which PostgreSQL itself chooses a hash partition, so that the database can check where
 * a row belongs. `key` is canonical (see `canonicalValue`), one value per entry of `types`. The
 * result is left in `hash64`.
 */
export function partitionHash(types: readonly KeyType[], key: readonly KeyValue[]): void {
  let high = 0;
  let low = 0;
  for (let i = 0; i < types.length; i++) {
    hashValue(types[i], key[i]);
    // row ^= h + constant + (row << 54) + (row >> 7), in 64 bits.
    const sumLow = hash64.low + COMBINE_LOW + (((low >>> 7) | (high << 25)) >>> 0);
    const carry = Math.floor(sumLow / TWO_32);
    high ^= (hash64.high + COMBINE_HIGH + (low << 22) + (high >>> 7) + carry) | 0;
    low ^= sumLow | 0;
  }
  hash64.high = high >>> 0;
  hash64.low = low >>> 0;
}

/** Bucket of a canonical key: its partition hash modulo `buckets`, exact for any modulus below 2^32. */
export function bucketOf(
  types: readonly KeyType[],
  key: readonly KeyValue[],
  buckets: number,
): number {
  partitionHash(types, key);
  if ((buckets & (buckets - 1)) === 0) return (hash64.low & (buckets - 1)) >>> 0;
  // 16 bits at a time, so that every intermediate value is an exact double.
  const top = ((hash64.high % buckets) * 0x10000 + (hash64.low >>> 16)) % buckets;
  return (top * 0x10000 + (hash64.low & 0xffff)) % buckets;
}

function hashValue(type: KeyType | undefined, value: KeyValue | undefined): void {
  if (typeof value === 'number') {
    hashNumber(value);
  } else if (typeof value === 'bigint') {
    hashBigInt(value);
  } else if (value !== undefined) {
    const length = type === 'uuid' ? writeUuid(value) : writeUtf8(value);
    hashBytesExtended(scratchBytes(), length, SEED_HIGH, SEED_LOW);
  }
}

/** int2, int4 and int8 of equal value hash alike: the high half is folded into the low one. */
function hashNumber(value: number): void {
  const high = Math.floor(value / TWO_32);
  // `| 0` keeps the low 32 bits of any safe integer.
  const folded = (value | 0) ^ (value >= 0 ? high : ~high);
  hashUint32Extended(folded, SEED_HIGH, SEED_LOW);
}

function hashBigInt(value: bigint): void {
  const low = Number(BigInt.asUintN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  hashUint32Extended(low ^ (value >= 0n ? high : ~high), SEED_HIGH, SEED_LOW);
}
