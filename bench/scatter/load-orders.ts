import pg from 'pg';
import { PRODUCTS, ROWS, USERS } from './orders.js';

/** The same million rows wherever they are made; every minute has some eight of them. */
const MADE = `
  SELECT g AS id, (g * 7919) % ${USERS} + 1 AS "userId", (g * 31) % ${PRODUCTS} AS "productId",
    (ARRAY['open', 'paid', 'sent', 'done', 'back'])[g % 5 + 1] AS status,
    ((g * 13) % 100000)::numeric / 100 AS total,
    timestamp '2026-01-01' + (g * 104729 % ${ROWS}) / 8 * interval '1 minute' AS "createdAt"
  FROM generate_series(1::bigint, ${ROWS}) AS g`;
const COLUMNS = 'id, "userId", "productId", status, total, "createdAt"';

/** Fills one database: with all rows, or with those of one of four partitions. */
export async function loadOrders(url: string, partition?: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (partition === undefined) {
      await client.query(`INSERT INTO "Order" (${COLUMNS}) ${MADE}`);
    } else {
      await client.query('CREATE TABLE partitioned ("userId" bigint) PARTITION BY HASH ("userId")');
      await client.query(
        `INSERT INTO "Order" (${COLUMNS}) SELECT * FROM (${MADE}) AS made
          WHERE satisfies_hash_partition('partitioned'::regclass, 4, ${partition}, "userId")`,
      );
      await client.query('DROP TABLE partitioned');
    }
    await client.query('VACUUM ANALYZE "Order"');
  } finally {
    await client.end();
  }
}
