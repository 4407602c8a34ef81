import { hash64 } from '../hash/lookup3.js';
import { partitionHash } from '../hash/partition-hash.js';
import type { LookupGroup } from '../topology/topology.js';

const TWO_20 = 0x10_0000;
const TWO_52 = 2 ** 52;

/**
 * Index of the shard that a new key shall have: each shard draws a number from the key and its own name,
 * and the best draw wins. So every process with the same weights wants the same shard, shards get keys
 * in proportion to their weights, and a new shard takes keys from all others alike. What counts is the
 * directory's answer: a process with other weights may have been first.
 */
export function preferredShard(
  { weights }: Pick<LookupGroup, 'weights'>,
  shards: readonly string[],
  key: string,
): number {
  let best = 0;
  let bestDraw = Number.NEGATIVE_INFINITY;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    // Weighted rendezvous hashing: ln(u) / weight of a u between 0 and 1 has the right chances.
    const draw = Math.log(uniform(`${shards[index]}\n${key}`)) / weight;
    if (draw > bestDraw) {
      best = index;
      bestDraw = draw;
    }
  }
  return best;
}

/** Above 0 and below 1, the same for one text everywhere. */
function uniform(text: string): number {
  partitionHash(['text'], [text]);
  return (hash64.high * TWO_20 + (hash64.low >>> 12) + 0.5) / TWO_52;
}
