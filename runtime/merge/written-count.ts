/** Rows that a createMany or createManyAndReturn of one shard wrote. */
export function writtenCount(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  if (typeof result !== 'object' || result === null || !('count' in result)) return 0;
  return typeof result.count === 'number' ? result.count : 0;
}
