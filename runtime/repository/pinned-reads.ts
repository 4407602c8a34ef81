import type { CallFactory } from './routed-promise.js';

/** Reads of one named shard, which need no key. */
export interface PinnedReads {
  findUnique(args: unknown): Promise<unknown>;
  findUniqueOrThrow(args: unknown): Promise<unknown>;
  findFirst(args?: unknown): Promise<unknown>;
  findFirstOrThrow(args?: unknown): Promise<unknown>;
  findMany(args?: unknown): Promise<unknown>;
  count(args?: unknown): Promise<unknown>;
  aggregate(args: unknown): Promise<unknown>;
  groupBy(args: unknown): Promise<unknown>;
}

export function createPinnedReads(calls: CallFactory, shard: number): PinnedReads {
  return Object.freeze({
    findUnique: (args: unknown) => calls.pinned(shard, 'findUnique', args),
    findUniqueOrThrow: (args: unknown) => calls.pinned(shard, 'findUniqueOrThrow', args),
    findFirst: (args?: unknown) => calls.pinned(shard, 'findFirst', args),
    findFirstOrThrow: (args?: unknown) => calls.pinned(shard, 'findFirstOrThrow', args),
    findMany: (args?: unknown) => calls.pinned(shard, 'findMany', args),
    count: (args?: unknown) => calls.pinned(shard, 'count', args),
    aggregate: (args: unknown) => calls.pinned(shard, 'aggregate', args),
    groupBy: (args: unknown) => calls.pinned(shard, 'groupBy', args),
  });
}
