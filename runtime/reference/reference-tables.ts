/**
 * What writes of reference models keep on every shard, in a schema of its own. Of a write that has to
 * happen everywhere, the leading shard has the decision: its record is committed together with the
 * leader's own rows, and until then all others have only prepared theirs.
 */
export const REFERENCE_STATEMENTS: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS shardgen`,
  `CREATE TABLE IF NOT EXISTS shardgen.reference_decision (
  id uuid PRIMARY KEY,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`,
];

/** The same as one script. */
export const REFERENCE_TABLES = `${REFERENCE_STATEMENTS.join(';\n\n')};\n`;

/** Whether one of the files has a reference model. */
export function needsReferenceTables(files: readonly { readonly content: string }[]): boolean {
  return files.some(({ content }) => /@@shard\.reference\b/.test(content));
}
