import { oneCall } from '../compare/ask.js';
import type { Rows } from '../data/random-rows.js';
import type { OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';
import { literal } from './literal.js';

/** A failure as a program that repeats it: rows, the call over the shards, and what one database is asked. */
export function snippet(schema: OracleSchema, rows: Rows, queries: readonly Query[]): string {
  const loads = schema.models.flatMap(({ name, delegate }) => {
    const data = (rows.get(name) ?? []).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    );
    return data.length === 0
      ? []
      : [`await client.${delegate}.createMany(${literal({ data })}); // on both`];
  });
  return [...loads, ...queries.flatMap((query) => calls(schema, query))].join('\n');
}

function calls(schema: OracleSchema, query: Query): readonly string[] {
  const { delegate } = schema.model(query.model);
  const asker = query.shards === undefined ? 'onAllShards()' : `onShards(${literal(query.shards)})`;
  const one = oneCall(schema, query);
  const args = literal(query.args);
  const iterated = query.method === 'paginate' || query.method === 'stream';
  return [
    query.method === 'createMany'
      ? `await shards.${delegate}.createMany(${args});`
      : `await shards.${delegate}.${asker}.${query.method}(${args});${iterated ? ' // to its end' : ''}`,
    `await one.${delegate}.${one.method}(${literal(one.args)});`,
  ];
}
