import {
  mayNotCreateDatabases,
  serverUnreachable,
  serverUnsuitable,
  serverUrlIllegal,
} from '../../errors/testing-server-errors.js';
import { SteadyClient } from '../../executor/prisma/steady-client.js';
import type { PlaceServer } from './place-server.js';
import { createQuietPool } from './quiet-pool.js';
import { wordsOf } from './server-words.js';
import { sweepDatabases } from './sweep-databases.js';

const OLDEST_VERSION = 140_000;
const ADMIN_CONNECTIONS = 4;
const PATIENCE_MS = 10_000;

const reached = new Map<string, Promise<PlaceServer>>();

/**
 * The user's own server. The url names any database of it; everything else of the url, such as
 * credentials and sslmode, goes into the urls of the shards. A process looks at a server once.
 * Throws SG7021 to SG7024.
 */
export function reachUrlServer(url: string): Promise<PlaceServer> {
  const known = reached.get(url);
  if (known !== undefined) return known;
  const reaching = reach(url);
  reached.set(url, reaching);
  reaching.catch(() => reached.delete(url));
  return reaching;
}

async function reach(url: string): Promise<PlaceServer> {
  const parsed = parse(url);
  const name = parsed.host || 'the server of the url';
  await check(name, url);
  const server: PlaceServer = Object.freeze({
    name,
    pid: undefined,
    admin: createQuietPool(url, ADMIN_CONNECTIONS, false),
    // The server's own default: another could force a checkpoint on it.
    copyClause: '',
    plain: false,
    url: (database: string) => urlOf(parsed, database),
  });
  await sweepDatabases(server);
  return server;
}

function parse(url: string): URL {
  if (!URL.canParse(url)) {
    throw serverUrlIllegal(
      'it cannot be read (characters such as @ : / # in a password must be percent-encoded)',
    );
  }
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgresql:' && parsed.protocol !== 'postgres:') {
    throw serverUrlIllegal(`it begins with ${parsed.protocol}//, not with postgresql://`);
  }
  return parsed;
}

function urlOf(server: URL, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  // Drivers let these overrule the path.
  url.searchParams.delete('dbname');
  url.searchParams.delete('database');
  return url.href;
}

interface Facts {
  readonly version: number;
  readonly text: string;
  readonly standby: boolean;
  readonly role: string;
  readonly may: boolean;
}

async function check(name: string, url: string): Promise<void> {
  const facts = await factsOf(name, url);
  if (!/^(PostgreSQL|EnterpriseDB)/.test(facts.text)) {
    throw serverUnsuitable(name, `it is not PostgreSQL but ${facts.text}`);
  }
  if (facts.version < OLDEST_VERSION) throw serverUnsuitable(name, `it is ${facts.text}`);
  if (facts.standby) throw serverUnsuitable(name, 'it is a standby, which only reads');
  if (!facts.may) throw mayNotCreateDatabases(name, facts.role);
}

async function factsOf(name: string, url: string): Promise<Facts> {
  const client = clientFor(url);
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(
      `SELECT current_setting('server_version_num')::int AS version, version() AS text,
         pg_is_in_recovery() AS standby, current_user AS role,
         (SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may`,
    );
    const [facts] = rows;
    if (facts !== undefined) return facts;
  } catch (error) {
    throw serverUnreachable(name, wordsOf(error), error);
  } finally {
    await client.end();
  }
  throw serverUnsuitable(name, 'it answered nothing to a query about itself');
}

function clientFor(url: string): SteadyClient {
  try {
    return new SteadyClient({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  } catch (error) {
    // The driver reads the files that the url names, such as sslrootcert.
    throw serverUrlIllegal(wordsOf(error));
  }
}
