import type { ShardgenConfig } from '../config/shardgen-config.js';
import { unknownOption } from '../errors/topology-errors.js';
import type { ShardRuntimeOptions } from './shard-runtime-options.js';

type OwnName = Extract<keyof ShardRuntimeOptions, string>;

/** Records, so that the compiler misses none. */
const OWN: Readonly<Record<OwnName, true>> = {
  shards: true,
  control: true,
  directory: true,
  adapter: true,
  client: true,
  deadlineMs: true,
  cursorSecret: true,
  scatter: true,
};
/** A config fits too, though the rest of it is for the generator. */
const OF_CONFIG: Readonly<Record<Exclude<keyof ShardgenConfig, OwnName>, true>> = {
  schema: true,
  output: true,
  topology: true,
  placement: true,
  dev: true,
};

/**
 * A misspelt option would be as if it were not there.
 *
 * @throws ShardgenError SG4012.
 */
export function checkOptionNames(options: object): void {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(OWN, name) || Object.hasOwn(OF_CONFIG, name)) continue;
    throw unknownOption(name, Object.keys(OWN));
  }
}
