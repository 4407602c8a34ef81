/** A table of which every shard has a copy. */
export interface CopiedTable {
  /** Undefined for the schema of the connection. */
  readonly schema?: string;
  readonly name: string;
  /** The columns that name one row. */
  readonly id: readonly string[];
}
