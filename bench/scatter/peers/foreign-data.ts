import pg from 'pg';

/**
 * Makes one database of the shards: `postgres_fdw` under declarative partitioning, with the settings that
 * make it fast.
 */
export async function joinByForeignData(url: string, shardUrls: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const quoted = (text: string) => client.escapeLiteral(text);
  try {
    await client.query('CREATE EXTENSION postgres_fdw');
    await client.query(
      `DROP TABLE "Order";
       CREATE TABLE "Order" (id bigint NOT NULL, "userId" bigint NOT NULL, "productId" integer NOT NULL,
         status text NOT NULL, total numeric(12, 2) NOT NULL, "createdAt" timestamp(3) NOT NULL)
       PARTITION BY HASH ("userId")`,
    );
    for (const [i, shardUrl] of shardUrls.entries()) {
      const { hostname, port, pathname, username, password } = new URL(shardUrl);
      await client.query(
        `CREATE SERVER shard_${i} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host ${quoted(hostname)},
           port ${quoted(port)}, dbname ${quoted(pathname.slice(1))}, fetch_size '1000',
           async_capable 'true', use_remote_estimate 'true', fdw_startup_cost '1');
         CREATE USER MAPPING FOR PUBLIC SERVER shard_${i}
           OPTIONS (user ${quoted(decodeURIComponent(username))}, password ${quoted(decodeURIComponent(password))});
         CREATE FOREIGN TABLE order_${i} PARTITION OF "Order"
           FOR VALUES WITH (MODULUS 4, REMAINDER ${i}) SERVER shard_${i} OPTIONS (table_name 'Order');
         ANALYZE order_${i}`,
      );
    }
    const database = client.escapeIdentifier(new URL(url).pathname.slice(1));
    await client.query(`ALTER DATABASE ${database} SET enable_partitionwise_aggregate = on`);
  } finally {
    await client.end();
  }
}
