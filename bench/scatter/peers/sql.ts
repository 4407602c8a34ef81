import type pg from 'pg';
import { BATCH, type OrderRow, type PagePlace } from '../orders.js';

const COLUMNS = '"id", "userId", "productId", "status", "total", "createdAt"';
const KEY = '("createdAt", "userId", "id")';

export const COUNT = 'SELECT count(*) AS count FROM "Order"';
export const TOP = `SELECT ${COLUMNS} FROM "Order" ORDER BY "createdAt" DESC, "userId", "id" LIMIT $1`;
export const PAGE = `SELECT ${COLUMNS} FROM "Order" WHERE ${KEY} > ($1, $2, $3)
  ORDER BY "createdAt", "userId", "id" LIMIT $4`;
export const GROUPS =
  'SELECT "productId", count(*) AS count, sum("total") AS sum FROM "Order" GROUP BY "productId"';
const OLDEST = `SELECT ${COLUMNS} FROM "Order" ORDER BY "createdAt", "userId", "id"`;

export const valuesOf = ({ createdAt, userId, id }: PagePlace) => [
  createdAt.toISOString(),
  userId,
  id,
];

/** Batches of a server-side cursor, the next one asked for while one is used. */
export async function* batches(pool: pg.Pool): AsyncGenerator<readonly OrderRow[]> {
  const client = await pool.connect();
  const fetch = async () => {
    const { rows } = await client.query<OrderRow & pg.QueryResultRow>(`FETCH ${BATCH} FROM oldest`);
    return rows;
  };
  let next: ReturnType<typeof fetch> | undefined;
  try {
    await client.query('BEGIN');
    await client.query(`DECLARE oldest NO SCROLL CURSOR FOR ${OLDEST}`);
    next = fetch();
    while (true) {
      const rows = await next;
      if (rows.length === 0) return;
      next = fetch();
      yield rows;
    }
  } finally {
    await next?.catch(() => undefined);
    await client.query('ROLLBACK');
    client.release();
  }
}
