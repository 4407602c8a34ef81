import type { Session } from '../session.js';

/** A table that has pages: rows, or what is left of some. */
export interface UsedTable {
  /** With its schema, quoted by PostgreSQL. */
  readonly name: string;
  readonly bytes: number;
  /** Whether a trigger or rule of it runs in every session, replication roles included. */
  readonly guarded: boolean;
}

export interface ServerFacts {
  readonly superuser: boolean;
  readonly role: string;
  /** As server_version_num. */
  readonly version: number;
}

export interface UsedRelations {
  readonly tables: readonly UsedTable[];
  /** Materialized views that hold rows, quoted. */
  readonly views: readonly string[];
  readonly server: ServerFacts;
}

/** Not of PostgreSQL itself, nor of an extension. */
export const OURS = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/**
 * Tables and materialized views that hold rows, told by their size, which asks no table. Partitions
 * are tables, their parents hold nothing. The lists of what was installed are not data.
 */
const QUERY = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind,
    pg_relation_size(c.oid)::float8 AS bytes,
    EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled IN ('A', 'R'))
      OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_enabled IN ('A', 'R'))
      AS guarded
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated)
    AND c.relname <> '_prisma_migrations' AND (n.nspname, c.relname) <> ('shardgen', 'features')
    AND ${OURS} AND pg_relation_size(c.oid) > 0
  ORDER BY c.oid`;

const SERVER = `SELECT current_setting('is_superuser') = 'on' AS superuser, current_user AS role,
  current_setting('server_version_num')::int AS version`;

export async function usedRelations(session: Session): Promise<UsedRelations> {
  const server = await session.query<ServerFacts>(SERVER);
  const { rows } = await session.query<UsedTable & { readonly kind: string }>(QUERY);
  return {
    tables: rows.filter(({ kind }) => kind === 'r'),
    views: rows.filter(({ kind }) => kind === 'm').map(({ name }) => name),
    server: server.rows[0] ?? { superuser: false, role: '', version: 0 },
  };
}
