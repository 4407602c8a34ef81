/** A column of a shard key. */
export interface KeyColumn {
  readonly name: string;
  /** Of an enum: its values in code to those in the database, where the two differ. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The table of a model, by the names that the database knows. */
export interface Table {
  /** Absent where the schema does not say it. */
  readonly schema?: string;
  readonly name: string;
  /** In the order of the shard key. */
  readonly key: readonly KeyColumn[];
}
