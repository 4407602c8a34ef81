/**
 * What global indexes keep on every shard, in a schema of its own. The home of an entry is the shard
 * that its value hashes to; `refused` and the functions belong to the shard of the row.
 *
 * A write reserves its values first, under a token of its own, and writes its row second, in a
 * transaction that enters with the token. Somebody else who wants the value refuses the token first:
 * that waits until the transaction has ended, and from then on none can enter with it. So a value
 * changes hands only when it is certain whether the row was written, however late its writer is.
 */
export const INDEX_STATEMENTS: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS shardgen`,
  `CREATE TABLE IF NOT EXISTS shardgen.reservation (
  index text NOT NULL,
  value text NOT NULL,
  key text NOT NULL,
  token uuid NOT NULL,
  reserved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (index, value)
)`,
  `CREATE TABLE IF NOT EXISTS shardgen.entry (
  index text NOT NULL,
  value text NOT NULL,
  key text NOT NULL,
  token uuid NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (index, value, key, token)
)`,
  `CREATE TABLE IF NOT EXISTS shardgen.refused (
  token uuid PRIMARY KEY,
  refused_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`,
  `CREATE OR REPLACE FUNCTION shardgen.enter(given uuid) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  -- Each statement has to see what was committed before it: otherwise a refusal could be overlooked.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'shardgen: a write to a global index needs the isolation level read committed, not %',
      current_setting('transaction_isolation') USING ERRCODE = 'SG002';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(given::text, 0));
  IF EXISTS (SELECT FROM shardgen.refused r WHERE r.token = given) THEN
    RAISE EXCEPTION 'shardgen: the token % was refused', given USING ERRCODE = 'SG001';
  END IF;
  -- What is older than a day may have been refused, and the refusal forgotten (see sweep).
  IF clock_timestamp() - to_timestamp(
      ('x' || translate(left(given::text, 13), '-', ''))::bit(48)::bigint / 1000.0) > interval '1 day' THEN
    RAISE EXCEPTION 'shardgen: the token % is too old', given USING ERRCODE = 'SG001';
  END IF;
END $$`,
  `CREATE OR REPLACE FUNCTION shardgen.refuse(given uuid) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(given::text, 0));
  INSERT INTO shardgen.refused (token) VALUES (given) ON CONFLICT DO NOTHING;
END $$`,
];

/** The same as one script. */
export const INDEX_TABLES = `${INDEX_STATEMENTS.join(';\n\n')};\n`;

/** Whether one of the files has a global index. */
export function needsIndexTables(files: readonly { readonly content: string }[]): boolean {
  return files.some(({ content }) => /@shard\.(?:globallyUnique|index)\b/.test(content));
}
