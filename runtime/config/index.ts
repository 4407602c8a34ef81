export { defineConfig } from './define-config.js';
export { type EnvReference, env } from './env.js';
export type { ShardConfig, ShardgenConfig } from './shardgen-config.js';
