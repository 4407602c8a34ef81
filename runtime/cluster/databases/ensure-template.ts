import { createHash } from 'node:crypto';
import type { LocalCluster } from '../local-cluster.js';
import type { SchemaFile } from '../schema/schema-file.js';
import { schemaToSql } from '../schema/schema-to-sql.js';
import { applySql } from './apply-sql.js';
import { createDatabase, dropDatabase } from './database-commands.js';
import { quoteIdentifier } from './quote-identifier.js';
import { type Client, queryRows, withClient } from './with-client.js';

export interface TemplateOptions {
  readonly schemaFiles: readonly SchemaFile[];
  /** SQL to run after the schema's own, such as guards; part of the template's identity. */
  readonly extraSql?: string;
  /** Keep the templates of other schemas; by default they are stale and dropped. */
  readonly keepOthers?: boolean;
}

const PREFIX = 'shardgen_template_';
const UNFINISHED = '_making';
/** Any number, as long as every process uses the same. */
const ADVISORY_LOCK = 7_347_264_401n;

/**
 * Makes sure that there is a database holding the schema's tables and nothing else, to copy others
 * from, and answers its name. The same schema gives the same database, made once, also when several
 * processes ask at the same time. Throws SG6020 to SG6023.
 */
export async function ensureTemplate(
  cluster: LocalCluster,
  options: TemplateOptions,
): Promise<string> {
  const sql = `${await schemaToSql(options.schemaFiles)}\n${options.extraSql ?? ''}`;
  const name = `${PREFIX}${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
  await withClient(cluster.url('postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    // The lock ends with this connection.
    for (const other of await templates(client)) {
      const kept = other.name === name || (options.keepOthers && !other.name.endsWith(UNFINISHED));
      if (other.halfDropped) await dropDatabase(client, other.name, cluster.url);
      else if (!kept) await dropTemplate(client, other.name, cluster);
    }
    const present = (await templates(client)).some((template) => template.name === name);
    if (!present) await makeTemplate(client, name, sql, cluster);
  });
  return name;
}

interface Template {
  readonly name: string;
  /** A kill interrupted its end: PostgreSQL marks it with -2 and lets it be dropped, nothing else. */
  readonly halfDropped: boolean;
}

async function templates(client: Client): Promise<readonly Template[]> {
  const rows = await queryRows(
    client,
    'SELECT datname, datconnlimit = -2 AS halved FROM pg_database WHERE starts_with(datname, $1)',
    [PREFIX],
  );
  return rows.map(({ datname, halved }) => ({
    name: String(datname),
    halfDropped: halved === true,
  }));
}

/** The final name appears last, so that a template is never half-made. */
async function makeTemplate(
  client: Client,
  name: string,
  sql: string,
  cluster: LocalCluster,
): Promise<void> {
  const making = `${name}${UNFINISHED}`;
  await createDatabase(client, making);
  try {
    await applySql(cluster.url(making), sql);
    // Nobody may connect: copying needs a database without connections.
    await client.query(
      `ALTER DATABASE ${quoteIdentifier(making)} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`,
    );
    await client.query(
      `ALTER DATABASE ${quoteIdentifier(making)} RENAME TO ${quoteIdentifier(name)}`,
    );
  } catch (error) {
    await dropTemplate(client, making, cluster);
    throw error;
  }
}

async function dropTemplate(client: Client, name: string, cluster: LocalCluster): Promise<void> {
  await client.query(`ALTER DATABASE ${quoteIdentifier(name)} WITH IS_TEMPLATE false`);
  await dropDatabase(client, name, cluster.url);
}
