import { createHash } from 'node:crypto';
import { quoteIdentifier, quoteLiteral } from '../../runtime/cluster/databases/quote-identifier.js';
import type { LocalCluster, SchemaFile } from '../../runtime/cluster/index.js';
import { localSchemaChanged } from '../errors/command-errors.js';

/** The database of each shard, and what was done to have it. */
export interface DevDatabases {
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

const NOTE = 'made by shardgen dev from the schema ';
/** No shard can have such a name. A database has it until it is complete. */
const MAKING = 'shardgen dev is making ';
/** Any number, as long as every `shardgen dev` uses the same. */
const ADVISORY_LOCK = 7_347_264_402n;

/** The schema is remembered beside the database itself, where it cannot be lost separately. */
async function schemaNotes(cluster: LocalCluster): Promise<ReadonlyMap<string, string>> {
  const rows = await cluster.query(
    "SELECT datname, coalesce(shobj_description(oid, 'pg_database'), '') AS note FROM pg_database",
  );
  return new Map(rows.map((row) => [String(row['datname']), String(row['note'])]));
}

/** A kill may leave half-made databases, and half-dropped ones (PostgreSQL's mark: -2). */
async function dropUnfinished(cluster: LocalCluster): Promise<void> {
  const rows = await cluster.query(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1) OR (datconnlimit = -2 AND NOT datistemplate)',
    [MAKING],
  );
  for (const { datname } of rows) await cluster.dropDatabase(String(datname));
}

/** The final name appears last, so that a database never lacks its tables or its note. */
async function makeDatabases(
  cluster: LocalCluster,
  shards: readonly string[],
  schemaFiles: readonly SchemaFile[],
  note: string,
): Promise<void> {
  const { createDatabases, ensureTemplate } = await import('../../runtime/cluster/index.js');
  const template = await ensureTemplate(cluster, { schemaFiles });
  const making = shards.map((_, index) => `${MAKING}${index + 1}`);
  await createDatabases(cluster, making, { template });
  for (const [index, shard] of shards.entries()) {
    const made = quoteIdentifier(making[index] ?? '');
    await cluster.query(`COMMENT ON DATABASE ${made} IS ${quoteLiteral(note)}`);
    await cluster.query(`ALTER DATABASE ${made} RENAME TO ${quoteIdentifier(shard)}`);
  }
}

/**
 * Gives every shard a database of its name with the tables of the schema. Databases that exist keep
 * their rows; `reset` replaces them.
 *
 * @throws SG2406 when a database was made from another schema and `reset` is not set, SG6024 when a
 *   shard has the name of a database of PostgreSQL's own.
 */
export async function prepareDatabases(
  cluster: LocalCluster,
  shards: readonly string[],
  schemaFiles: readonly SchemaFile[],
  reset: boolean,
): Promise<DevDatabases> {
  const { schemaToSql } = await import('../../runtime/cluster/index.js');
  const { withClient } = await import('../../runtime/cluster/databases/with-client.js');
  const { checkDatabaseName } = await import(
    '../../runtime/cluster/databases/database-commands.js'
  );
  for (const shard of shards) checkDatabaseName(shard);
  const ddl = await schemaToSql(schemaFiles);
  const note = NOTE + createHash('sha256').update(ddl).digest('hex');
  return withClient(cluster.url('postgres'), async (client) => {
    // Two runs in one folder take turns; the lock ends with this connection.
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await dropUnfinished(cluster);
    const notes = await schemaNotes(cluster);
    const present = shards.filter((shard) => notes.has(shard));
    if (!reset && present.some((shard) => notes.get(shard) !== note)) {
      throw localSchemaChanged(cluster.directory);
    }
    if (reset) for (const shard of present) await cluster.dropDatabase(shard);
    const kept = reset ? [] : present;
    const created = shards.filter((shard) => !kept.includes(shard));
    if (created.length > 0) await makeDatabases(cluster, created, schemaFiles, note);
    return { created, kept };
  });
}
