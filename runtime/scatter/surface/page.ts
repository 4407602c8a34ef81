/** Some rows, in order, and where the next ones begin. */
export interface Page<Row> {
  readonly rows: Row[];
  /** What the next page takes as `after`; null where there are no rows. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}
