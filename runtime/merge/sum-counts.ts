/** Sums `count()` over shards: plain numbers, or one number per selected field. */
export function sumCounts(counts: readonly unknown[]): unknown {
  if (counts.every((count) => typeof count === 'number')) {
    return counts.reduce((sum, count) => sum + count, 0);
  }
  const sums: Record<string, number> = {};
  for (const count of counts) {
    for (const [field, value] of Object.entries(Object(count))) {
      sums[field] = (sums[field] ?? 0) + Number(value);
    }
  }
  return sums;
}
