import type pg from 'pg';
import { serverOf } from '../executor/prisma/server-of.js';
import { SteadyClient } from '../executor/prisma/steady-client.js';
import { explainFailure } from './explain-failure.js';
import { installScript } from './install-script.js';

const PATIENCE_MS = 10_000;

/** The version of one feature, before an install and after it. */
export interface InstalledFeature {
  readonly name: string;
  /** 0 where there was nothing. */
  readonly before: number;
  readonly after: number;
}

/**
 * Makes or upgrades the tables of the control database; what is there already stays as it is.
 *
 * @throws ShardgenError SG3401, SG3404.
 */
export async function installControl(
  url: string,
  script = installScript(),
): Promise<readonly InstalledFeature[]> {
  const client = new SteadyClient({
    connectionString: url,
    application_name: 'shardgen control',
    connectionTimeoutMillis: PATIENCE_MS,
  });
  try {
    await client.connect();
    const before = await versions(client);
    // One message: PostgreSQL splits it itself, so that function bodies are safe.
    await client.query(script);
    const after = await versions(client);
    return [...after].map(([name, version]) => ({
      name,
      before: before.get(name) ?? 0,
      after: version,
    }));
  } catch (error) {
    throw explainFailure(serverOf(url), error);
  } finally {
    // What failed before says more than a connection that does not end.
    await client.end().catch(() => undefined);
  }
}

async function versions(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const there = await client.query("SELECT to_regclass('shardgen.features') IS NOT NULL AS there");
  if (there.rows[0]?.there !== true) return new Map();
  const { rows } = await client.query<{ name: string; version: number }>(
    'SELECT name, version FROM shardgen.features ORDER BY name',
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}
