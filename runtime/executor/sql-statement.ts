/** SQL of shardgen's own tables. */
export interface SqlStatement {
  readonly text: string;
  readonly values: readonly (string | number | null | readonly (string | null)[])[];
}

export type SqlRow = Readonly<Record<string, unknown>>;
