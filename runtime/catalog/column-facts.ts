import type { SqlRow, SqlStatement } from '../executor/sql-statement.js';

/** How a database sorts the texts of a column. */
export interface CollationFacts {
  /** By code points, which JavaScript can do as well. */
  readonly byCodePoint: boolean;
  /** Texts that are equal have the same characters. */
  readonly deterministic: boolean;
  /** All that tells it from others, for people. Databases that say the same sort alike. */
  readonly description: string;
  /** Its name in SQL. */
  readonly sql: string;
}

/** What a database says about a column. */
export interface ColumnFacts {
  /** The name of its type in SQL, without its length. */
  readonly type: string;
  /** Undefined for a type that has none. */
  readonly collation: CollationFacts | undefined;
  /** The values of its enum, in their order; undefined for another type. */
  readonly labels: readonly string[] | undefined;
}

// By to_jsonb, since the columns have other names in older versions of PostgreSQL, or are not there.
const TEXT = `
SELECT format('%I.%I', tn.nspname, t.typname) AS type,
  CASE WHEN c.oid IS NOT NULL THEN format('%I.%I', cn.nspname, c.collname) END AS collation,
  CASE WHEN c.collprovider = 'd' THEN coalesce(to_jsonb(d) ->> 'datlocprovider', 'c')
    ELSE c.collprovider::text END AS provider,
  CASE WHEN c.collprovider = 'd'
    THEN coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', d.datcollate::text)
    ELSE coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate::text)
    END AS locale,
  CASE WHEN c.collprovider = 'd' THEN to_jsonb(d) ->> 'daticurules'
    ELSE to_jsonb(c) ->> 'collicurules' END AS rules,
  to_jsonb(c) ->> 'collisdeterministic' AS deterministic,
  pg_catalog.pg_collation_actual_version(c.oid) AS version,
  pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding,
  (SELECT json_agg(e.enumlabel::text ORDER BY e.enumsortorder)::text
    FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS labels
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class r ON r.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
JOIN pg_catalog.pg_database d ON d.datname = current_database()
LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.collnamespace
WHERE n.nspname = $1 AND r.relname = $2 AND a.attname = $3 AND NOT a.attisdropped`;

export function columnQuery(schema: string, table: string, column: string): SqlStatement {
  return { text: TEXT, values: [schema, table, column] };
}

export function readColumnFacts(row: SqlRow): ColumnFacts {
  const labels = textIn(row, 'labels');
  return Object.freeze({
    type: textIn(row, 'type') ?? '',
    collation: collationIn(row),
    // Sound: the query makes it of texts.
    labels: labels === undefined ? undefined : (JSON.parse(labels) as readonly string[]),
  });
}

const PROVIDERS: Readonly<Record<string, string>> = { b: 'builtin', c: 'libc', i: 'ICU' };

function collationIn(row: SqlRow): CollationFacts | undefined {
  const sql = textIn(row, 'collation');
  if (sql === undefined) return undefined;
  const provider = textIn(row, 'provider') ?? '';
  const locale = textIn(row, 'locale') ?? '';
  const rules = textIn(row, 'rules') ?? '';
  const version = textIn(row, 'version');
  const deterministic = textIn(row, 'deterministic') !== 'false';
  const byCodePoint = isByCodePoint(provider, locale) && textIn(row, 'encoding') === 'UTF8';
  const parts = [
    `${PROVIDERS[provider] ?? provider} "${locale}"`,
    ...(rules === '' ? [] : [`with the rules ${JSON.stringify(rules)}`]),
    ...(deterministic ? [] : ['not deterministic']),
    ...(version === undefined ? [] : [`version ${version}`]),
  ];
  const description = byCodePoint ? 'code points (C)' : parts.join(', ');
  return Object.freeze({ byCodePoint, deterministic, description, sql });
}

/** Those of the built-in provider compare bytes, and so do these of the operating system. */
function isByCodePoint(provider: string, locale: string): boolean {
  return provider === 'b' || (provider === 'c' && /^(?:C|POSIX|C\.utf-?8)$/i.test(locale));
}

function textIn(row: SqlRow, name: string): string | undefined {
  const value = row[name];
  return typeof value === 'string' ? value : undefined;
}
