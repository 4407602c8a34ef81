import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

export const LOOKUP_SCHEMA = fileURLToPath(new URL('../lookup/schema.prisma', import.meta.url));

/** Long enough to look at what happens meanwhile, and no minute. */
export const LIFETIME_MS = 300;

export function startLookup(
  name: string,
  placements: Loose = {},
  entryLifetimeMs = LIFETIME_MS,
): Promise<GeneratedShards> {
  return startGeneratedShards(name, LOOKUP_SCHEMA, {}, { placements, entryLifetimeMs });
}

/** A statement on a database, past the client. */
export async function run(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Loose[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** A tenant with some rows of every model of its group. */
export async function createTenant(client: Loose, id: string): Promise<void> {
  await client.tenant.create({
    data: {
      id,
      name: `of ${id}`,
      projects: {
        create: [1, 2, 3].map((project) => ({
          id: project,
          score: project * 10,
          tasks: {
            create: [1, 2].map((task) => ({ id: task, title: `${id} ${project} ${task}` })),
          },
        })),
      },
    },
  });
}

/** Everything that a client says of all tenants, in an order that does not depend on shards. */
export async function readAll(client: Loose, isSharded = true): Promise<unknown> {
  const of = (model: string) => (isSharded ? client[model].onAllShards() : client[model]);
  const rows = await Promise.all(
    ['tenant', 'project', 'task'].map((model) => of(model).findMany()),
  );
  const counts = await Promise.all(['tenant', 'project', 'task'].map((model) => of(model).count()));
  return { rows: rows.map((each) => each.map((row: Loose) => JSON.stringify(row)).sort()), counts };
}
