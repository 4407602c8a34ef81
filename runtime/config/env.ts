/** The name of an environment variable whose value is read when a connection is opened, not before. */
export interface EnvReference {
  readonly env: string;
}

/**
 * Refers to an environment variable in `shardgen.config.ts`.
 *
 * @example
 * shards: { shard_1: { url: env('SHARD_1_URL') } }
 */
export function env(name: string): EnvReference {
  return Object.freeze({ env: name });
}
