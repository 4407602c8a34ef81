import pg from 'pg';
import { expect, test } from 'vitest';
import { schemaToSql } from '../../../runtime/cluster/index.js';
import { INDEX_TABLES } from '../../../runtime/global-index/index-tables.js';
import { freshDatabases } from '../../support/cluster.js';
import { createProject } from './support/project.js';
import { HEAD, LONE_USER, SHOP } from './support/shop.js';

const PLAIN = HEAD + LONE_USER.replace('  email  String', '  email  String @unique');
const INDEXED = PLAIN.replace('String @unique', 'String @unique /// @shard.globallyUnique');

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

// Each command compiles the runtime anew, which a busy machine takes its time for.
test('an index comes to data that is there: install, backfill, sweep', async () => {
  const urls = await freshDatabases(2);
  const [one = '', two = ''] = urls;
  const ddl = await schemaToSql([{ path: 'schema.prisma', content: PLAIN }]);
  for (const url of urls) await run(url, ddl);
  const project = createProject({ ...SHOP, 'prisma/schema.prisma': INDEXED });
  const env = { ...process.env, SHARD_1_URL: one, SHARD_2_URL: two };
  const shardgen = (...args: string[]) => project.shardgen(args, { env });
  expect(await shardgen('index', 'install')).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG2432'),
  });
  expect(await shardgen('generate')).toMatchObject({ code: 0 });
  expect(await shardgen('index', 'sweep')).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG3604'),
  });
  expect(await shardgen('index', 'install')).toMatchObject({ code: 0, err: '' });
  const homes = new Map<string, number>();
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { out } = await shardgen('route', 'User', String(id), '--json');
    const { shard } = JSON.parse(out);
    const url = shard === 'shard_1' ? one : two;
    // The first of each shard have the same address.
    const email = homes.has(url) ? `e${id}` : 'same';
    homes.set(url, id);
    await run(url, `INSERT INTO "User" VALUES (${id}, '${email}')`);
    if (homes.size === 2) break;
  }
  const found = await shardgen('index', 'backfill');
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toMatch(
    /User\.email: \["same"\] is on two rows, of the shard keys \["\d"\] and/,
  );
  await run(two, `UPDATE "User" SET email = 'other' WHERE email = 'same'`);
  const again = await shardgen('index', 'backfill', '--json');
  expect(JSON.parse(again.out)).toMatchObject({ added: 1, duplicates: [] });
  await run(one, `DELETE FROM "User" WHERE email = 'same'`);
  for (const url of urls) {
    await run(url, `UPDATE shardgen.reservation SET reserved_at = now() - interval '1 hour'`);
  }
  const swept = await shardgen('index', 'sweep');
  expect(swept).toMatchObject({ code: 0, out: expect.stringContaining('1 released') });
}, 400_000);

test('the SQL of the tables is shown without a project', async () => {
  expect(await createProject({}).shardgen(['index', 'install', '--print'])).toEqual({
    code: 0,
    err: '',
    out: INDEX_TABLES,
  });
});

test('a schema without a global index is told so', async () => {
  expect(await createProject(SHOP).shardgen(['index', 'sweep'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG2431'),
  });
});
