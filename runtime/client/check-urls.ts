import { duplicateUrls, illegalSecret } from '../errors/topology-errors.js';
import { serverOf } from '../executor/prisma/server-of.js';
import type { ShardConnection } from '../executor/prisma/shard-connection.js';

/** `/path` and `socket:` are the driver's forms for a unix socket. */
const POSTGRES_URL = /^(postgres(ql)?:\/\/|socket:|\/)/;

/** The default adapter speaks PostgreSQL only; without this check it would fail at the first call. */
export function checkPostgresUrls(shards: readonly ShardConnection[]): void {
  for (const { name, url } of shards) checkPostgresUrl(`shards.${name}.url`, url);
}

/** @throws ShardgenError SG4010 that names the place and not the url. */
export function checkPostgresUrl(place: string, url: string): void {
  if (POSTGRES_URL.test(url)) return;
  throw illegalSecret(place, 'a PostgreSQL url such as "postgres://user@host:5432/database"');
}

/**
 * Refuses two shards in one database: every scatter would see its rows twice. Two ways to write one
 * url count as one when the default adapter reads them; a custom adapter may see a difference (a
 * schema, say), so then only equal texts are refused.
 */
export function checkDistinctUrls(
  shards: readonly ShardConnection[],
  hasCustomAdapter: boolean,
): void {
  const byDatabase = new Map<string, ShardConnection[]>();
  for (const shard of shards) {
    const database = hasCustomAdapter ? shard.url : databaseOf(shard.url);
    byDatabase.set(database, [...(byDatabase.get(database) ?? []), shard]);
  }
  for (const [first, ...others] of byDatabase.values()) {
    if (first === undefined || others.length === 0) continue;
    const names = [first, ...others].map(({ name }) => name);
    throw duplicateUrls(names, serverOf(first.url));
  }
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** What identifies a database: server and name. Without a name PostgreSQL takes that of the user. */
function databaseOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, port, pathname, searchParams, username } = new URL(url);
  const host = searchParams.get('host') ?? hostname.toLowerCase();
  const database = pathname.length > 1 ? pathname.slice(1) : username;
  const server = host === '' || LOOPBACK.test(host) ? 'localhost' : host;
  return JSON.stringify([server, port === '' ? '5432' : port, database]);
}
