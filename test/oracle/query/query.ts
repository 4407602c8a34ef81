import type { Args } from '../data/plain.js';

/** What a call over several shards is asked with; each has its counterpart on one database. */
export const READS = [
  'findMany',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'exists',
  'count',
  'aggregate',
  'groupBy',
  'paginate',
  'stream',
] as const;

export const WRITES = ['updateMany', 'deleteMany', 'createMany'] as const;

export type Read = (typeof READS)[number];
export type Write = (typeof WRITES)[number];

/** One call, as plain data. */
export interface Query {
  readonly model: string;
  readonly method: Read | Write;
  readonly args: Args;
  /** Names of shards, for `onShards`; all of them, since the one database knows no shards. */
  readonly shards?: readonly string[];
}
