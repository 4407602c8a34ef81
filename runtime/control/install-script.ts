import type { ControlFeature } from './features/control-feature.js';
import { CONTROL_FEATURES } from './features/control-features.js';

/** Any number, as long as every install uses the same. */
const ADVISORY_LOCK = '7347264403';

const HEAD = `-- What shardgen keeps in its control database. It may be run again at any time: only what is
-- missing is made, and nothing is ever dropped.
BEGIN;
SELECT pg_advisory_xact_lock(${ADVISORY_LOCK});
CREATE SCHEMA IF NOT EXISTS shardgen;
CREATE TABLE IF NOT EXISTS shardgen.features (
  name text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  installed_at timestamptz NOT NULL DEFAULT now()
);`;

/**
 * The SQL that makes and upgrades all tables of the control database, as one transaction. Two
 * installs at once take turns, and a database that is newer than this program stays as it is.
 */
export function installScript(features: readonly ControlFeature[] = CONTROL_FEATURES): string {
  const steps = features.flatMap(({ name, steps: each }) =>
    each.map((sql, from) => stepScript(name, from, sql)),
  );
  return `${[HEAD, ...steps, 'COMMIT;'].join('\n\n')}\n`;
}

function stepScript(name: string, from: number, sql: string): string {
  return `-- ${name}, version ${from + 1}
DO $shardgen$ BEGIN
  IF coalesce((SELECT version FROM shardgen.features WHERE name = '${name}'), 0) = ${from} THEN
${indented(sql)}
    INSERT INTO shardgen.features (name, version) VALUES ('${name}', ${from + 1})
      ON CONFLICT (name) DO UPDATE SET version = excluded.version, installed_at = now();
  END IF;
END $shardgen$;`;
}

const indented = (sql: string) =>
  sql
    .trim()
    .split('\n')
    .map((line) => (line === '' ? line : `    ${line}`))
    .join('\n');
