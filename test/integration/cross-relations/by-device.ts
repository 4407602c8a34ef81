import type { ChooseShard } from '../../../runtime/index.js';

const byDevice: ChooseShard<{ id: string }> = ({ id }, shards) =>
  shards[Number.parseInt(id.slice(0, 2), 16) % shards.length] ?? '';

export default byDevice;
