import { createShards } from './generated/shards/index.js';

await createShards().order.findMany({ where: { total: { gt: 5 } } });
