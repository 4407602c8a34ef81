import type { Pool } from './quiet-pool.js';

/** A running PostgreSQL server on which databases of virtual shards are made. */
export interface PlaceServer {
  /** As messages name it: never with a password. */
  readonly name: string;
  /** Process id of the server; undefined on a server that is not ours. */
  readonly pid: number | undefined;
  /** Connections to a database that is there anyway. */
  readonly admin: Pool;
  /** How a database is copied, as CREATE DATABASE takes it: what is quickest there. */
  readonly copyClause: string;
  /** Whether connections have no TLS in any case. */
  readonly plain: boolean;
  /** Connection url of a database. */
  url(database: string): string;
}
