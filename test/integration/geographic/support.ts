import { fileURLToPath } from 'node:url';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

export const SHARDS = ['west', 'east', 'central', 'eu', 'apac', 'global'] as const;

export function startRegions(name: string): Promise<GeneratedShards> {
  return startGeneratedShards(name, SCHEMA, {
    shards: SHARDS.map((shard) => ({ name: shard, env: `${shard.toUpperCase()}_URL` })),
  });
}

/** Country, state, and the shard that has them. */
export const PLACES = [
  ['US', 'CA', 'west'],
  ['US', 'OR', 'west'],
  ['US', 'NY', 'east'],
  ['US', 'FL', 'east'],
  ['US', 'TX', 'central'],
  ['US', 'IL', 'central'],
  ['GB', '', 'eu'],
  ['GB', 'Wales', 'eu'],
  ['DE', 'BY', 'eu'],
  ['JP', '', 'apac'],
  ['AU', 'NSW', 'apac'],
  ['BR', 'SP', 'global'],
  ['ZA', '', 'global'],
  ['US', 'WA', 'global'],
  ['us', 'ca', 'west'],
  ['Us', 'Ca', 'west'],
  ['gb', '', 'eu'],
  ['', '', 'global'],
] as const;
