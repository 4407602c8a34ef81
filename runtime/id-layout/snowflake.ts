import type { SnowflakeLayout } from './snowflake-layout.js';

/** What an id consists of. */
export interface SnowflakeParts {
  readonly tick: number;
  /** 0 where the layout has none. */
  readonly bucket: number;
  readonly worker: number;
  readonly sequence: number;
}

/** The id of these parts, each of which has to fit its bits. */
export function encodeSnowflake(
  { bucketBits, workerBits, sequenceBits }: SnowflakeLayout,
  { tick, bucket, worker, sequence }: SnowflakeParts,
): bigint {
  // At most 25 bits: still a small integer.
  const low = (((bucket << workerBits) | worker) << sequenceBits) | sequence;
  return (BigInt(tick) << BigInt(bucketBits + workerBits + sequenceBits)) | BigInt(low);
}

/** The parts of an id; undefined for a number that the layout cannot make. */
export function decodeSnowflake(
  { tickBits, bucketBits, workerBits, sequenceBits }: SnowflakeLayout,
  id: bigint | number,
): SnowflakeParts | undefined {
  const value = BigInt(id);
  const lowBits = bucketBits + workerBits + sequenceBits;
  if (value < 0n || value >> BigInt(tickBits + lowBits) !== 0n) return undefined;
  const low = Number(BigInt.asUintN(lowBits, value));
  const rest = low >>> sequenceBits;
  return {
    tick: Number(value >> BigInt(lowBits)),
    bucket: rest >>> workerBits,
    worker: rest & ((1 << workerBits) - 1),
    sequence: low & ((1 << sequenceBits) - 1),
  };
}
