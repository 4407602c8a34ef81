import type { ChooseShard } from '../../../runtime/index.js';

const byLength: ChooseShard<{ data: string }> = ({ data }, shards) =>
  shards[data.length % shards.length] ?? '';

export default byLength;
