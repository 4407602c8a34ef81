import pg from 'pg';
import type { Contender, OrderRow, ProductTotal } from '../orders.js';
import { batches, COUNT, GROUPS, PAGE, TOP, valuesOf } from './sql.js';

/** Plain SQL on one database, which may keep its rows wherever it likes. */
export function oneConnectionString(name: string, url: string): Contender {
  const pool = new pg.Pool({ connectionString: url });
  const ask = async (text: string, values: readonly unknown[] = []) =>
    (await pool.query(text, [...values])).rows as (OrderRow & { count: string })[];
  return {
    name,
    count: async () => Number((await ask(COUNT))[0]?.count),
    top: (rows) => ask(TOP, [rows]),
    page: (after, rows) => ask(PAGE, [...valuesOf(after), rows]),
    groups: async () => (await pool.query<ProductTotal & pg.QueryResultRow>(GROUPS)).rows,
    async stream(rows, each) {
      let sent = 0;
      for await (const batch of batches(pool)) {
        for (const row of batch) {
          if (sent === rows) return;
          each(row);
          sent += 1;
        }
      }
    },
    close: () => pool.end(),
  };
}
