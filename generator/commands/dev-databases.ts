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

/** The schema is remembered beside the database itself, where it cannot be lost separately. */
async function schemaNotes(cluster: LocalCluster): Promise<ReadonlyMap<string, string>> {
  const rows = await cluster.query(
    "SELECT datname, coalesce(shobj_description(oid, 'pg_database'), '') AS note FROM pg_database",
  );
  return new Map(rows.map((row) => [String(row['datname']), String(row['note'])]));
}

/**
 * Gives every shard a database of its name with the tables of the schema. Databases that exist keep
 * their rows; `reset` replaces them.
 *
 * @throws SG2406 when a database was made from another schema and `reset` is not set.
 */
export async function prepareDatabases(
  cluster: LocalCluster,
  shards: readonly string[],
  schemaFiles: readonly SchemaFile[],
  reset: boolean,
): Promise<DevDatabases> {
  const { createDatabases, ensureTemplate, schemaToSql } = await import(
    '../../runtime/cluster/index.js'
  );
  const ddl = await schemaToSql(schemaFiles);
  const note = NOTE + createHash('sha256').update(ddl).digest('hex');
  const present = new Set(await cluster.listDatabases());
  const mine = shards.filter((shard) => present.has(shard));
  if (reset) {
    for (const shard of mine) await cluster.dropDatabase(shard);
  } else {
    const notes = await schemaNotes(cluster);
    const changed = mine.some((shard) => notes.get(shard) !== note);
    if (changed) throw localSchemaChanged(cluster.directory);
  }
  const kept = reset ? [] : mine;
  const created = shards.filter((shard) => !kept.includes(shard));
  if (created.length > 0) {
    const template = await ensureTemplate(cluster, { schemaFiles });
    await createDatabases(cluster, created, { template });
    for (const shard of created) {
      await cluster.query(`COMMENT ON DATABASE ${quoteIdentifier(shard)} IS ${quoteLiteral(note)}`);
    }
  }
  return { created, kept };
}
