/** Rows of all shards, in topology order. */
export function concatRows(lists: readonly unknown[]): unknown[] {
  return lists.flatMap((rows) => (Array.isArray(rows) ? rows : []));
}
