/**
 * A number in [0, 1) that follows from its inputs alone: what happens to the n-th statement of a
 * shard does not depend on what other shards do at the same time.
 */
export function draw(...inputs: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const input of inputs) {
    // Both halves, so that large seeds differ too.
    state = mix(state ^ (input >>> 0));
    state = mix(state ^ (Math.floor(input / 2 ** 32) >>> 0));
  }
  return state / 2 ** 32;
}

/** A finalizer that spreads every bit over all others. */
function mix(value: number): number {
  let x = value + 0x6d2b79f5;
  x = Math.imul(x ^ (x >>> 15), x | 1);
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
  return (x ^ (x >>> 14)) >>> 0;
}
