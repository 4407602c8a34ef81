import type { PoolClient } from 'pg';
import { quoteIdentifier } from '../../cluster/databases/quote-identifier.js';
import { applySchema } from './apply-schema.js';
import { dropDatabases } from './drop-databases.js';
import { ownedName } from './owner-mark.js';
import type { PlaceServer } from './place-server.js';
import { createQuietPool } from './quiet-pool.js';
import { schemaDdl, schemaKey } from './schema-text.js';
import { sqlState } from './server-words.js';
import type { ShardSchema } from './shard-places.js';
import { SHARD_PREFIX } from './sweep-databases.js';
import { withConnection } from './with-connection.js';

const PREFIX = 'shardgen_test_template_';
/** A template takes some 8 MB; a project with more schemas than this makes some of them again. */
const KEPT = 8;
/** Any number, as long as every process uses the same. */
const MAKING_LOCK = 7_347_264_403n;

interface Known {
  readonly templates: Map<string, Promise<string>>;
  /** One at a time: each takes connections, and all wait for the same lock. */
  last: Promise<unknown>;
  /** Number of the role that makes databases here. */
  readonly role: Promise<string>;
}

const known = new WeakMap<PlaceServer, Known>();

/**
 * The name of a database that holds the schema's tables, to copy others from. Made once per schema
 * and server; a second question costs nothing. Throws SG6020 to SG6022, SG7025, SG7026.
 */
export async function ensureTemplate(server: PlaceServer, schema: ShardSchema): Promise<string> {
  const ours = known.get(server) ?? {
    templates: new Map(),
    last: Promise.resolve(),
    role: roleOf(server),
  };
  known.set(server, ours);
  // Tables belong to who makes them: another role could copy them, and then not use them.
  const name = `${PREFIX}${await schemaKey(schema)}_${await ours.role}`;
  const earlier = ours.templates.get(name);
  if (earlier !== undefined) return earlier;
  const ensuring = ours.last.then(() => findOrMake(server, schema, name)).then(() => name);
  ours.templates.set(name, ensuring);
  ours.last = ensuring.catch(() => ours.templates.delete(name));
  return ensuring;
}

async function roleOf(server: PlaceServer): Promise<string> {
  const { rows } = await server.admin.query<{ oid: number }>(
    'SELECT oid::int FROM pg_roles WHERE rolname = current_user',
  );
  return String(rows[0]?.oid ?? '');
}

/** For when a template turns out to be gone: another process drops old ones when it makes its own. */
export function forgetTemplate(server: PlaceServer, name: string): void {
  known.get(server)?.templates.delete(name);
}

async function findOrMake(server: PlaceServer, schema: ShardSchema, name: string): Promise<void> {
  if ((await find(server, name)) === 'whole') return;
  await schemaDdl(schema); // refuses a wrong schema before anything is made
  const work = async (client: PoolClient) => {
    // Only spares work: what two processes make at once, the second throws away.
    await client.query('SELECT pg_advisory_lock($1)', [MAKING_LOCK]);
    const found = await find(server, name);
    if (found === 'whole') return;
    if (found === 'half dropped') await dropDatabases(server, [name]);
    await make(server, schema, name);
    await dropOldest(server);
  };
  await withConnection(server.admin, work, true); // the lock ends with the connection
}

async function find(
  server: PlaceServer,
  name: string,
): Promise<'whole' | 'half dropped' | undefined> {
  const { rows } = await server.admin.query<{ halved: boolean }>(
    // What a DROP DATABASE that was killed leaves is marked with -2.
    'SELECT datconnlimit = -2 AS halved FROM pg_database WHERE datname = $1',
    [name],
  );
  const [row] = rows;
  return row === undefined ? undefined : row.halved ? 'half dropped' : 'whole';
}

/** Under a name that a killed process leaves as an orphan; the template's own appears last. */
async function make(server: PlaceServer, schema: ShardSchema, name: string): Promise<void> {
  const making = `${SHARD_PREFIX}${ownedName()}_t`;
  const from = quoteIdentifier(making);
  await server.admin.query(`CREATE DATABASE ${from}`);
  try {
    const pool = createQuietPool(server.url(making), 1, server.plain);
    try {
      await applySchema(pool, server.name, schema);
    } finally {
      await pool.end();
    }
    // Nobody may connect: copying needs a database without connections.
    await server.admin.query(
      `ALTER DATABASE ${from} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`,
    );
    await server.admin.query(`ALTER DATABASE ${from} RENAME TO ${quoteIdentifier(name)}`);
  } catch (error) {
    await unmark(server, making);
    await dropDatabases(server, [making]);
    if (sqlState(error) !== '42P04') throw error; // 42P04: another process made it meanwhile
  }
}

async function dropOldest(server: PlaceServer): Promise<void> {
  const { rows } = await server.admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database
      WHERE starts_with(datname, $1) AND pg_has_role(datdba, 'USAGE') ORDER BY oid DESC`,
    [PREFIX],
  );
  for (const { datname } of rows.slice(KEPT)) {
    // Somebody may be copying it now: it stays until the next time.
    await unmark(server, datname)
      .then(() => dropDatabases(server, [datname]))
      .catch(() => undefined);
  }
}

async function unmark(server: PlaceServer, name: string): Promise<void> {
  await server.admin.query(`ALTER DATABASE ${quoteIdentifier(name)} WITH IS_TEMPLATE false`);
}
