import { execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Contender, OrderRow, ProductTotal } from '../orders.js';
import { oneConnectionString } from './one-connection-string.js';
import { COUNT, GROUPS, TOP, valuesOf } from './sql.js';

const run = promisify(execFile);

/** The user of Debian's package; a server refuses to run as root. */
const SERVER_USER = 'postgres';

/**
 * PL/Proxy in a server of its own, where Debian's package is installed; undefined elsewhere
 * (`apt-get install postgresql-15-plproxy`).
 */
export async function plproxy(shardUrls: readonly string[]): Promise<Contender | undefined> {
  const bin = await findBinaries();
  if (bin === undefined) return undefined;
  const server = await startServer(bin);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(install(client, shardUrls));
  await client.end();
  const plain = oneConnectionString('PL/Proxy', server.url);
  const pool = new pg.Pool({ connectionString: server.url });
  const ask = async (text: string, values: readonly unknown[] = []) =>
    (await pool.query(text, [...values])).rows as (OrderRow & { count: string })[];
  return {
    ...plain,
    count: async () =>
      Number((await ask('SELECT sum(c) AS count FROM order_count() AS c'))[0]?.count),
    top: (rows) =>
      ask('SELECT * FROM order_top($1) ORDER BY "createdAt" DESC, "userId", id LIMIT $1', [rows]),
    page: (after, rows) =>
      ask('SELECT * FROM order_page($1, $2, $3, $4) ORDER BY "createdAt", "userId", id LIMIT $4', [
        ...valuesOf(after),
        rows,
      ]),
    groups: async () =>
      (
        await pool.query<ProductTotal & pg.QueryResultRow>(
          'SELECT "productId", sum(count) AS count, sum(sum) AS sum FROM order_groups() GROUP BY "productId"',
        )
      ).rows,
    async stream(rows, each) {
      const oldest = 'SELECT * FROM order_oldest($1) ORDER BY "createdAt", "userId", id LIMIT $1';
      for (const row of await ask(oldest, [rows])) each(row);
    },
    async close() {
      await pool.end();
      await plain.close();
      await server.stop();
    },
  };
}

async function findBinaries(): Promise<string | undefined> {
  for (const version of ['18', '17', '16', '15', '14']) {
    const bin = `/usr/lib/postgresql/${version}/bin`;
    const extension = `/usr/share/postgresql/${version}/extension/plproxy.control`;
    const found = await run('test', ['-x', `${bin}/initdb`, '-a', '-f', extension]).then(
      () => true,
      () => false,
    );
    if (found) return bin;
  }
  return undefined;
}

async function startServer(bin: string) {
  const data = await mkdtemp(join(tmpdir(), 'shardgen-plproxy-'));
  const asOther = userInfo().uid === 0;
  const number = async (flag: string) => Number((await run('id', [flag, SERVER_USER])).stdout);
  const identity = asOther ? { uid: await number('-u'), gid: await number('-g') } : {};
  if (asOther) await chown(data, identity.uid ?? 0, identity.gid ?? 0);
  await run(`${bin}/initdb`, ['-D', data, '-A', 'trust', '-U', 'bench'], { ...identity, cwd: '/' });
  const port = await freePort();
  const server = spawn(`${bin}/postgres`, ['-D', data, '-p', `${port}`, '-k', data], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  });
  const url = `postgresql://bench@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}

/** One function per question: each shard runs the SELECT, and the caller merges. */
function install(client: pg.Client, shardUrls: readonly string[]): string {
  const partitions = shardUrls.map((shardUrl, i) => {
    const { hostname, port, pathname, username, password } = new URL(shardUrl);
    const words = [
      `host=${hostname}`,
      `port=${port}`,
      `dbname=${pathname.slice(1)}`,
      `user=${decodeURIComponent(username)}`,
      `password=${decodeURIComponent(password)}`,
    ];
    return `p${i} ${client.escapeLiteral(words.join(' '))}`;
  });
  const onAll = (name: string, parameters: string, returns: string, select: string) =>
    `CREATE FUNCTION ${name}(${parameters}) RETURNS SETOF ${returns} LANGUAGE plproxy AS
     $$ CLUSTER 'orders'; RUN ON ALL; ${select}; $$`;
  const row = '"id", "userId", "productId", "status", "total", "createdAt"';
  return [
    'CREATE EXTENSION plproxy',
    `CREATE SERVER orders FOREIGN DATA WRAPPER plproxy OPTIONS (${partitions.join(', ')})`,
    'CREATE USER MAPPING FOR PUBLIC SERVER orders',
    `CREATE TYPE order_row AS (id bigint, "userId" bigint, "productId" integer, status text,
       total numeric, "createdAt" timestamp)`,
    'CREATE TYPE order_group AS ("productId" integer, count bigint, sum numeric)',
    onAll('order_count', '', 'bigint', COUNT),
    onAll('order_top', 'most integer', 'order_row', TOP.replace('$1', 'most')),
    onAll(
      'order_page',
      'a timestamp, u bigint, i bigint, most integer',
      'order_row',
      `SELECT ${row} FROM "Order" WHERE ("createdAt", "userId", "id") > (a, u, i)
       ORDER BY "createdAt", "userId", "id" LIMIT most`,
    ),
    onAll('order_groups', '', 'order_group', GROUPS),
    onAll(
      'order_oldest',
      'most integer',
      'order_row',
      `SELECT ${row} FROM "Order" ORDER BY "createdAt", "userId", "id" LIMIT most`,
    ),
  ].join(';\n');
}
