import type { ChooseShard } from 'shardgen';

const byTenant: ChooseShard<{ id: number }> = ({ id }) => (id < 1000 ? 'shard_1' : 'shard_2');

export default byTenant;
