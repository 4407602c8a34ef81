import type { ShardgenConfig } from './shardgen-config.js';

/**
 * Types `shardgen.config.ts` and returns it unchanged.
 *
 * @example
 * export default defineConfig({
 *   schema: 'prisma/schema.prisma',
 *   output: 'src/generated/shards',
 *   shards: { shard_1: { url: env('SHARD_1_URL') }, shard_2: { url: env('SHARD_2_URL') } },
 * });
 */
export function defineConfig<const Name extends string>(
  config: ShardgenConfig<Name>,
): ShardgenConfig<Name> {
  return config;
}
