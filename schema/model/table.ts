/** A column of a shard key. */
export interface KeyColumn {
  readonly name: string;
  /** Of an enum: its values in code to those in the database, where the two differ. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A table by the names that the database knows. */
export interface StoredTable {
  /** Absent where the schema does not say it. */
  readonly schema?: string;
  readonly name: string;
}

/** The table of a model whose rows can be moved. */
export interface Table extends StoredTable {
  /** In the order of the shard key. */
  readonly key: readonly KeyColumn[];
}
