import type { ChooseShard } from 'shardgen';

const byTenant: ChooseShard<{ id: bigint }, 'shard_1' | 'shard_2'> = ({ id }) =>
  id < 1000n ? 'shard_1' : 'shard_2';

export default byTenant;
