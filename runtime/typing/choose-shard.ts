/** A shard key as a strategy of the user's gets it: a bigint for BigInt, a number for Int, else text. */
export type ShardKeyFields = Readonly<Record<string, string | number | bigint>>;

/**
 * A strategy of your own: says on which shard the rows of a key live. It has to give the same answer
 * for the same key, always and in every process: rows do not move when the answer changes. `shards`
 * are the names of all shards, in the order of the config.
 *
 * @example
 * // by-tenant.ts, of: @@shard.custom(on: [tenantId], using: "./by-tenant")
 * const byTenant: ChooseShard<{ tenantId: bigint }> = ({ tenantId }) =>
 *   tenantId < 1000n ? 'shard_1' : 'shard_2';
 * export default byTenant;
 */
export type ChooseShard<Key = ShardKeyFields, Shard extends string = string> = (
  key: Readonly<Key>,
  shards: readonly Shard[],
) => Shard;

/** Any function of that kind, whatever key and shards it is written for. */
export type AnyChooseShard = (key: never, shards: never) => string;
