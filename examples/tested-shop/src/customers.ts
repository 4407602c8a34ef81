import type { ShardedClient } from './generated/shards/index.js';

/** A customer with her orders: one call, one shard. */
export function findCustomer(db: ShardedClient, id: bigint) {
  return db.user.findUnique({ where: { id }, include: { orders: { include: { items: true } } } });
}

/** Where do they live? No key says so: every shard is asked, and the code says it. */
export function findCustomersByName(db: ShardedClient, name: string) {
  return db.user.onAllShards().findMany({ where: { name } });
}
