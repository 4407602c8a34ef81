import pg from 'pg';
import type { Contender, OrderRow } from '../orders.js';
import { mergeByHand, newestFirst, oldestFirst } from './merge-by-hand.js';
import { batches, COUNT, GROUPS, PAGE, TOP, valuesOf } from './sql.js';

/** What a good engineer writes for these questions alone: `pg`, one pool per shard, and a merge. */
export function handWrittenPg(urls: readonly string[]): Contender {
  const pools = urls.map((connectionString) => new pg.Pool({ connectionString }));
  const ask = (text: string, values: readonly unknown[] = []) =>
    Promise.all(pools.map(async (pool) => (await pool.query(text, [...values])).rows));
  return {
    name: 'hand-written pg',
    async count() {
      const counts = await ask(COUNT);
      return counts.reduce((sum, [row]) => sum + Number(row?.count), 0);
    },
    async top(rows) {
      return mergeByHand(await ask(TOP, [rows]), newestFirst, rows);
    },
    async page(after, rows) {
      return mergeByHand(await ask(PAGE, [...valuesOf(after), rows]), oldestFirst, rows);
    },
    async groups() {
      const merged = new Map<unknown, { count: number; cents: bigint }>();
      for (const row of (await ask(GROUPS)).flat()) {
        const known = merged.get(row.productId) ?? { count: 0, cents: 0n };
        merged.set(row.productId, {
          count: known.count + Number(row.count),
          cents: known.cents + BigInt(row.sum.replace('.', '')),
        });
      }
      return [...merged].map(([productId, { count, cents }]) => ({
        productId,
        count,
        sum: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`,
      }));
    },
    async stream(rows, each) {
      const sources = pools.map((pool) => batches(pool));
      const heads: { list: readonly OrderRow[]; at: number }[] = [];
      for (const source of sources) {
        const { value, done } = await source.next();
        heads.push({ list: done === true ? [] : value, at: 0 });
      }
      for (let sent = 0; sent < rows; sent += 1) {
        let best = -1;
        let row: OrderRow | undefined;
        for (const [i, head] of heads.entries()) {
          const candidate = head.list[head.at];
          if (candidate === undefined) continue;
          if (row === undefined || oldestFirst(candidate, row) < 0) {
            best = i;
            row = candidate;
          }
        }
        const head = heads[best];
        if (row === undefined || head === undefined) break;
        each(row);
        head.at += 1;
        if (head.at < head.list.length) continue;
        const next = await sources[best]?.next();
        heads[best] = { list: next === undefined || next.done === true ? [] : next.value, at: 0 };
      }
      await Promise.all(sources.map((source) => source.return(undefined)));
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
