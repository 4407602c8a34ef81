interface TenantKey {
  readonly tier: 'FREE' | 'PAID';
  readonly number: bigint;
}

const byTier = ({ tier, number }: TenantKey): 'shard_1' | 'shard_2' =>
  tier === 'FREE' || number < 0n ? 'shard_1' : 'shard_2';

export default byTier;

export const byDevice = ({ id }: { readonly id: string }, shards: readonly string[]): string =>
  shards[Number.parseInt(id.slice(0, 2), 16) % shards.length] ?? '';
