import pg from 'pg';
import type { VirtualShard } from '../../../../runtime/testing/index.js';

/** A connection of a test's own, which no fault reaches but the real ones. */
export async function connectTo({ url }: VirtualShard): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Looks at a shard's database from outside. */
export async function onShard(
  shard: VirtualShard,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = await connectTo(shard);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
