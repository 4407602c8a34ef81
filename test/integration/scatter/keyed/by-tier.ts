import type { ChooseShard } from '../../../../runtime/index.js';

/** There are no paid plans of some numbers. */
const byTier: ChooseShard<{ tier: 'FREE' | 'PAID'; number: bigint }> = ({ tier, number }) => {
  if (tier === 'FREE') return number < 3n ? 'shard_3' : 'shard_2';
  if (number > 5n) throw new Error(`no plan has the number ${number}`);
  return number < 4n ? 'shard_1' : 'shard_4';
};

export default byTier;
