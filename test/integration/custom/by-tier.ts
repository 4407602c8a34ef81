import type { ChooseShard } from '../../../runtime/index.js';

/** Free tenants share a shard; of the paying ones, large numbers have one of their own. */
const byTier: ChooseShard<{ tier: 'FREE' | 'PAID'; number: bigint }> = ({ tier, number }) => {
  if (number === 13n) throw new Error('no tenant has the number 13');
  if (number === 14n) return 'shard_14';
  if (tier === 'FREE') return 'shard_1';
  return number < 1000n ? 'shard_2' : 'shard_4';
};

export default byTier;

export const byDevice: ChooseShard<{ id: string }> = ({ id }, shards) =>
  shards[Number.parseInt(id.slice(0, 8), 16) % shards.length] ?? '';
