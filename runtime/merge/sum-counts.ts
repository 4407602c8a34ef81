/** Sums `count()` over shards: plain numbers, or one number per selected field. */
export function sumCounts(counts: readonly unknown[]): unknown {
  if (counts.every((count) => typeof count === 'number')) {
    return counts.reduce((sum, count) => sum + count, 0);
  }
  // no object, whose inherited properties would be counted along: a field may be called `constructor`
  const sums = new Map<string, number>();
  for (const count of counts) {
    for (const [field, value] of Object.entries(Object(count))) {
      sums.set(field, (sums.get(field) ?? 0) + Number(value));
    }
  }
  return Object.fromEntries(sums);
}
