import { fileURLToPath } from 'node:url';
import { type NamedShards, startNamedShards } from '../../support/named-shards.js';

export const SHARDS = ['west', 'east', 'central', 'eu', 'apac', 'global'] as const;

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

/** A shard per region behind generated code, and one database with the same tables. */
export type Regions = NamedShards<(typeof SHARDS)[number]>;

/** Every test file has a `name` of its own, since test files run at the same time. */
export function startRegions(name: string): Promise<Regions> {
  return startNamedShards(name, fileURLToPath(new URL('schema.prisma', import.meta.url)), SHARDS);
}
