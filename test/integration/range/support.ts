import { fileURLToPath } from 'node:url';
import { type NamedShards, startNamedShards } from '../../support/named-shards.js';

export const SHARDS = ['y2023', 'h1', 'h2', 'current'] as const;

/** A shard per range behind generated code, and one database with the same tables. */
export type Ranges = NamedShards<(typeof SHARDS)[number]>;

/** Every test file has a `name` of its own, since test files run at the same time. */
export function startRanges(name: string): Promise<Ranges> {
  return startNamedShards(name, fileURLToPath(new URL('schema.prisma', import.meta.url)), SHARDS);
}
