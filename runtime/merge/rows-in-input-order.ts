/** The rows that one shard returned for its part of a caller's list. */
export interface ReturnedRows {
  readonly rows: readonly unknown[];
  /** Where each row of the part stood in the caller's list. */
  readonly positions: readonly number[];
}

/**
 * Puts returned rows where their input stood. With `skipDuplicates` a shard may return fewer rows
 * than it was given and nobody can say which: then the rows come by shard, in topology order.
 */
export function rowsInInputOrder(parts: readonly ReturnedRows[]): unknown[] {
  if (parts.some(({ rows, positions }) => rows.length !== positions.length)) {
    return parts.flatMap(({ rows }) => rows);
  }
  const ordered: unknown[] = [];
  for (const { rows, positions } of parts) {
    for (const [i, position] of positions.entries()) ordered[position] = rows[i];
  }
  return ordered;
}
