import pg from 'pg';
import type { GeneratedShards } from '../../../support/generated-shards.js';
import { delegateOf, KEY_COLUMNS, KEY_TYPES, MODELS, ROOTS } from './keys.js';

/** What raw SQL says about the rows of the shards, past Prisma and past the runtime. */
export interface RawRows {
  /** Rows that are not where PostgreSQL's own hash, or our router, says that they live. */
  misplaced(): Promise<readonly string[]>;
  /** All rows of all shards as text, by table, sorted. */
  ofShards(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The same of the one database that the shards are compared with. */
  ofOracle(): Promise<Readonly<Record<string, readonly string[]>>>;
  close(): Promise<void>;
}

const CONVERT: Readonly<Record<string, (text: string) => unknown>> = {
  int8: BigInt,
  int4: Number,
};

/** Rows of every table of a database, as PostgreSQL writes a row as text: nothing is rounded. */
const ALL_ROWS = MODELS.map(
  (model) => `SELECT '${model}' AS model, t::text AS row FROM "${model}" t`,
).join(' UNION ALL ');

/** An empty table that is partitioned by the key, which is what `satisfies_hash_partition` asks for. */
function witness(root: string): string {
  const columns = (KEY_TYPES[root] ?? []).map((type, i) => `c${i} ${type}`);
  const names = columns.map((_, i) => `c${i}`);
  return `CREATE TABLE "witness_${root}" (${columns.join(', ')}) PARTITION BY HASH (${names.join(', ')})`;
}

/** The keys of a shard's rows, and whether PostgreSQL itself would put them into a bucket of it. */
function placedRows(shards: GeneratedShards, shard: string): string {
  return MODELS.map((model) => {
    const root = ROOTS[model] ?? '';
    const { buckets, owners } = shards.topology.groups[root];
    const keys = (KEY_COLUMNS[model] ?? []).map((column) => `t."${column}"`);
    const here = (owners[shard] as readonly (readonly [number, number])[]).map(
      ([from, to]) =>
        `EXISTS (SELECT FROM generate_series(${from}, ${to - 1}) b WHERE satisfies_hash_partition('"witness_${root}"'::regclass, ${buckets}, b, ${keys.join(', ')}))`,
    );
    const texts = keys.map((key) => `${key}::text`);
    return `SELECT DISTINCT '${model}' AS model, ARRAY[${texts.join(', ')}] AS key, ${here.join(' OR ')} AS here FROM "${model}" t`;
  }).join(' UNION ALL ');
}

export async function openRawRows(shards: GeneratedShards): Promise<RawRows> {
  // A pool connects again after a fault that ended every connection to a shard.
  const connect = (url: string) => {
    const client = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
    return client.on('error', () => undefined);
  };
  const clients = shards.urls.map(connect);
  const oracle = connect(shards.oracleUrl);
  const witnesses = Object.keys(KEY_TYPES).map(witness).join('; ');
  await Promise.all(clients.map((client) => client.query(witnesses)));
  const placed = shards.names.map((shard) => placedRows(shards, shard));

  const routed = (model: string, key: readonly string[]) => {
    const columns = KEY_COLUMNS[model] ?? [];
    const types = KEY_TYPES[ROOTS[model] ?? ''] ?? [];
    const value = key.map((text, i) => (CONVERT[types[i] ?? ''] ?? String)(text));
    const route = shards.db[delegateOf(model)]?.route(
      Object.fromEntries(columns.map((column, i) => [column, value[i]])),
    );
    return route?.shard ?? 'nowhere';
  };

  const rowsOf = async (from: readonly pg.Pool[]) => {
    const answers = await Promise.all(
      from.map((client) => client.query({ name: 'all', text: ALL_ROWS })),
    );
    const tables: Record<string, string[]> = Object.fromEntries(MODELS.map((model) => [model, []]));
    for (const { rows } of answers) {
      for (const { model, row } of rows) tables[model]?.push(row);
    }
    for (const rows of Object.values(tables)) rows.sort();
    return tables;
  };

  return {
    async misplaced() {
      const answers = await Promise.all(
        clients.map((client, i) => client.query({ name: 'placed', text: placed[i] ?? '' })),
      );
      return answers.flatMap(({ rows }, i) => {
        const shard = shards.names[i] ?? '';
        return rows
          .filter(({ model, key, here }) => !here || routed(model, key) !== shard)
          .map(
            ({ model, key, here }) =>
              `${model} ${JSON.stringify(key)} on ${shard}: PostgreSQL says ${here}, the router says ${routed(model, key)}`,
          );
      });
    },
    ofShards: () => rowsOf(clients),
    ofOracle: () => rowsOf([oracle]),
    async close() {
      await Promise.all([...clients, oracle].map((client) => client.end()));
    },
  };
}
