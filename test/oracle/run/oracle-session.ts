import pg from 'pg';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';
import { loadRows } from '../data/load-rows.js';
import type { Rows } from '../data/random-rows.js';
import type { OracleSchema } from '../model/oracle-model.js';
import { readOracleSchema } from '../model/read-oracle-schema.js';

/** Four virtual shards, and one database that holds the same rows. */
export interface OracleSession {
  readonly schema: OracleSchema;
  readonly shards: GeneratedShards;
  /** Empties all databases and fills them. */
  load(rows: Rows): Promise<void>;
  stop(): Promise<void>;
}

/** `after` is run in each database once it has its tables. */
export async function openOracle(
  name: string,
  schemaPath: string,
  after = '',
): Promise<OracleSession> {
  const schema = await readOracleSchema(schemaPath);
  const shards = await startGeneratedShards(name, schemaPath);
  await Promise.all([...shards.urls, shards.oracleUrl].map((url) => run(url, after)));
  return {
    schema,
    shards,
    async load(rows) {
      await shards.reset();
      const { db, oracle, Prisma } = shards;
      await Promise.all([
        loadRows(db, Prisma, schema, rows),
        loadRows(oracle, Prisma, schema, rows),
      ]);
    },
    stop: () => shards.stop(),
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // One by one: a value of an enum cannot be added within a transaction.
  for (const statement of sql.split(/;\s*$/m)) {
    if (statement.trim() !== '') await client.query(statement);
  }
  await client.end();
}
