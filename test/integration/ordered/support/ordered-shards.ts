import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type GeneratedShards, startGeneratedShards } from '../../../support/generated-shards.js';
import { TABLES_SQL } from './tables-sql.js';

/** Four shards and the one database, with collations and enums as no schema says them. */
export async function startOrdered(name: string): Promise<GeneratedShards> {
  const schema = fileURLToPath(new URL('../schema.prisma', import.meta.url));
  const shards = await startGeneratedShards(name, schema);
  await runSql([...shards.urls, shards.oracleUrl], TABLES_SQL);
  return shards;
}

/** The same statements in each of the databases. */
export async function runSql(urls: readonly string[], sql: string): Promise<void> {
  for (const connectionString of urls) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
