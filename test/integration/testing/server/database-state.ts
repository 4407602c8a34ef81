import pg from 'pg';

/** Opens a connection that may be ended from the other side. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** One statement on a connection of its own; the rows as arrays. */
export async function rows(url: string, sql: string): Promise<readonly unknown[][]> {
  const client = await connect(url);
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table and the state of every sequence, as one text per relation. */
export async function stateOf(url: string): Promise<Readonly<Record<string, unknown>>> {
  const client = await connect(url);
  try {
    const { rows: relations } = await client.query<{ name: string; kind: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'S', 'm') AND n.nspname NOT LIKE 'pg\\_%'
          AND n.nspname <> 'information_schema' ORDER BY 1`,
    );
    const state: Record<string, unknown> = {};
    for (const { name, kind } of relations) {
      const what = kind === 'S' ? 'last_value::text, is_called' : '(x.*)::text';
      const found = await client.query({ text: `SELECT ${what} FROM ${name} x`, rowMode: 'array' });
      state[name] = found.rows;
    }
    return state;
  } finally {
    await client.end();
  }
}
