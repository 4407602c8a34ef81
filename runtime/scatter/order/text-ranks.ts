import type { SqlStatement } from '../../executor/sql-statement.js';
import type { AskedField, TextOrder } from './field-order.js';

/**
 * Where each of some texts stands in the order of a collation; texts that it takes for equal have the same
 * number. One shard is asked.
 */
export async function textRanks(
  { ask, shards }: Pick<AskedField, 'ask' | 'shards'>,
  order: TextOrder,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await ask(shards[0] ?? 0, rankQuery(order, texts));
  return new Map(texts.map((text, i) => [text, Number(rows[i]?.['rank'])]));
}

/** The names of type and collation are the database's own, and quoted by it. */
function rankQuery({ collation, type }: TextOrder, texts: readonly string[]): SqlStatement {
  return {
    text: `SELECT (dense_rank() OVER (ORDER BY g.v::${type} COLLATE ${collation.sql}))::int AS rank FROM unnest($1::text[]) WITH ORDINALITY AS g(v, i) ORDER BY g.i`,
    values: [texts],
  };
}
