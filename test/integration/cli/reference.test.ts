import pg from 'pg';
import { expect, test } from 'vitest';
import { schemaToSql } from '../../../runtime/cluster/index.js';
import { REFERENCE_TABLES } from '../../../runtime/reference/reference-tables.js';
import { freshDatabases } from '../../support/cluster.js';
import { createProject } from './support/project.js';
import { HEAD, LONE_USER, SHOP } from './support/shop.js';

const COUNTRY = `
model Country {
  code String @id
  name String
}
`;
const PLAIN = HEAD + LONE_USER + COUNTRY;
const COPIED = PLAIN.replace('model Country', '/// @@shard.reference\nmodel Country');

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
test('a model becomes one of every shard: install, repair, check', async () => {
  const urls = await freshDatabases(2);
  const [one = '', two = ''] = urls;
  const ddl = await schemaToSql([{ path: 'schema.prisma', content: PLAIN }]);
  for (const url of urls) await run(url, ddl);
  await run(one, `INSERT INTO "Country" VALUES ('DE', 'Germany'), ('FR', 'France')`);
  await run(two, `INSERT INTO "Country" VALUES ('DE', 'Deutschland'), ('XX', 'none')`);
  const project = createProject({ ...SHOP, 'prisma/schema.prisma': COPIED });
  const env = { ...process.env, SHARD_1_URL: one, SHARD_2_URL: two };
  const shardgen = (...args: string[]) => project.shardgen(args, { env });
  expect(await shardgen('generate')).toMatchObject({ code: 0 });
  expect(await shardgen('reference', 'check')).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG3705'),
  });
  expect(await shardgen('reference', 'install')).toMatchObject({ code: 0, err: '' });
  const drift = await shardgen('reference', 'check');
  expect(drift).toMatchObject({ code: 1, err: '' });
  expect(drift.out).toMatch(/✘ Country: the copies differ\n +shard_1 {2}[0-9a-f]{32} {2}2 rows\n/);
  const report = await shardgen('reference', 'check', '--json');
  expect(JSON.parse(report.out)).toMatchObject({
    equal: false,
    tables: [
      { model: 'Country', table: 'Country', equal: false, shards: [{ rows: 2 }, { rows: 2 }] },
    ],
  });
  const repaired = await shardgen('reference', 'repair');
  expect(repaired).toMatchObject({ code: 0, err: '' });
  expect(repaired.out).toContain('✔ shard_2: Country: 1 row added, 1 changed, 1 deleted');
  expect(repaired.out).toContain('✔ all copies are those of shard_1');
  expect((await shardgen('reference', 'check')).out).toContain(
    '✔ Country: 2 rows, the same on 2 shards',
  );
  expect(await run(two, 'SELECT * FROM "Country" ORDER BY code')).toEqual(
    await run(one, 'SELECT * FROM "Country" ORDER BY code'),
  );
  const other = await shardgen('reference', 'repair', '--from', 'shard_2', '--json');
  expect(JSON.parse(other.out)).toEqual({ from: 'shard_2', repaired: [], left: [] });
  expect((await shardgen('route', 'Country')).out).toContain('shard_1, shard_2');
}, 400_000);

test('a shard that has no copies yet is refused when code is generated', async () => {
  const project = createProject({
    ...SHOP,
    'prisma/schema.prisma': HEAD + COUNTRY.replace('model', '/// @@shard.reference\nmodel'),
  });
  expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
  const config = String(SHOP['shardgen.config.ts']);
  project.add({
    'shardgen.config.ts': config.replace(
      'shards: {',
      `shards: { shard_3: { url: env('SHARD_3_URL') },`,
    ),
  });
  expect(await project.shardgen(['generate'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Country: shard_3 has no copy of its rows yet'),
  });
});

test('the SQL of the tables is shown without a project', async () => {
  expect(await createProject({}).shardgen(['reference', 'install', '--print'])).toEqual({
    code: 0,
    err: '',
    out: REFERENCE_TABLES,
  });
});

test('a schema without a reference model is told so', async () => {
  expect(await createProject(SHOP).shardgen(['reference', 'check'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG2441'),
  });
});
