import {
  databaseExists,
  databaseMissing,
  databaseNameIllegal,
} from '../../errors/cluster-database-errors.js';
import { urlCanName } from './database-url.js';
import { quoteIdentifier, quoteLiteral } from './quote-identifier.js';
import { type Client, queryRows, sqlState, withClient } from './with-client.js';

const RESERVED = ['postgres', 'template0', 'template1'];
/** PostgreSQL cuts longer names off without an error. */
const LONGEST_NAME = 63;

const DUPLICATE_DATABASE = '42P04';
const INVALID_CATALOG_NAME = '3D000';

export async function createDatabase(
  client: Client,
  name: string,
  template = 'template1',
): Promise<void> {
  checkDatabaseName(name);
  try {
    await client.query(
      `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE ${quoteIdentifier(template)}`,
    );
  } catch (error) {
    if (sqlState(error) === DUPLICATE_DATABASE || sqlState(error) === '23505') {
      throw databaseExists(name);
    }
    if (sqlState(error) === INVALID_CATALOG_NAME) {
      throw databaseMissing(template, await listDatabases(client));
    }
    throw error;
  }
}

/** Drops the database if there is one. `url` leads to it, to end its prepared transactions. */
export async function dropDatabase(
  client: Client,
  name: string,
  url: (database: string) => string,
): Promise<void> {
  checkDatabaseName(name);
  const prepared = await queryRows(
    client,
    'SELECT gid FROM pg_prepared_xacts WHERE database = $1',
    [name],
  );
  if (prepared.length > 0) {
    // They hold the database, and only a connection to it can end them.
    await withClient(url(name), async (own) => {
      for (const { gid } of prepared) {
        await own.query(`ROLLBACK PREPARED ${quoteLiteral(String(gid))}`);
      }
    });
  }
  await client.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
}

export async function listDatabases(client: Client): Promise<readonly string[]> {
  const rows = await queryRows(
    client,
    `SELECT datname FROM pg_database WHERE NOT datistemplate AND datallowconn
       AND datname <> 'postgres' ORDER BY datname COLLATE "C"`,
  );
  return rows.map(({ datname }) => String(datname));
}

export function checkDatabaseName(name: string): void {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0) throw databaseNameIllegal(name, 'it is empty');
  if (name.includes('\0')) throw databaseNameIllegal(name, 'it holds a NUL character');
  if (bytes > LONGEST_NAME) {
    throw databaseNameIllegal(name, `it has ${bytes} bytes, and PostgreSQL keeps only 63`);
  }
  if (!urlCanName(name)) {
    throw databaseNameIllegal(
      name,
      'a connection url cannot hold it (?, #, ., .. or half a character)',
    );
  }
  if (RESERVED.includes(name)) throw databaseNameIllegal(name, "it is PostgreSQL's own");
}
