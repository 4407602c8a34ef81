import pg from 'pg';
import { expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { SHOP } from './support/shop.js';

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const urlOf = (printed: string, variable: string) =>
  new RegExp(`export ${variable}='([^']+)'`).exec(printed)?.[1] ?? '';

test('shardgen dev runs the shards, keeps their rows, and never deletes them unasked', async () => {
  const project = createProject(SHOP);
  const first = project.startShardgen(['dev']);
  const printed = await first.printed('Ctrl-C ends it');
  const url = urlOf(printed, 'SHARD_2_URL');
  await query(url, `INSERT INTO "User" (id, email) VALUES (1, 'a@b.c')`);
  expect(await query(urlOf(printed, 'SHARD_1_URL'), 'SELECT * FROM "Order"')).toEqual([]);
  expect(await first.stop()).toMatchObject({ code: 0 });
  await expect(query(url, 'SELECT 1')).rejects.toThrow();

  const second = project.startShardgen(['dev']);
  const again = await second.printed('Ctrl-C ends it');
  expect(again).toContain('2 kept with their rows');
  const rows = await query(urlOf(again, 'SHARD_2_URL'), 'SELECT email FROM "User"');
  expect(rows).toEqual([{ email: 'a@b.c' }]);
  expect(await second.stop('SIGTERM')).toMatchObject({ code: 0 });

  const schema = SHOP['prisma/schema.prisma'].replace('email ', 'nick String?\n  email ');
  project.add({ 'prisma/schema.prisma': schema });
  const refused = await project.shardgen(['dev']);
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/SG2406[\s\S]*--reset/) });

  const reset = project.startShardgen(['dev', '--reset']);
  const fresh = await reset.printed('Ctrl-C ends it');
  expect(await query(urlOf(fresh, 'SHARD_2_URL'), 'SELECT nick FROM "User"')).toEqual([]);
  expect(await reset.stop()).toMatchObject({ code: 0 });
});

test('two shardgen dev at once share one server and its databases', async () => {
  const project = createProject(SHOP);
  const both = [project.startShardgen(['dev']), project.startShardgen(['dev'])];
  const printed = await Promise.all(both.map((one) => one.printed('Ctrl-C ends it')));
  expect(printed.map((text) => /2 shards: (.*)/.exec(text)?.[1]).sort()).toEqual([
    '2 kept with their rows',
    '2 new',
  ]);
  const url = urlOf(printed[0] ?? '', 'SHARD_1_URL');
  expect(urlOf(printed[1] ?? '', 'SHARD_1_URL')).toBe(url);
  expect(await both[0]?.stop()).toMatchObject({ code: 0 });
  expect(await query(url, 'SELECT * FROM "Order"')).toEqual([]);
  expect(await both[1]?.stop()).toMatchObject({ code: 0 });
});

test('shardgen dev completes what a killed run left half-made or half-dropped', async () => {
  const project = createProject(SHOP);
  const first = project.startShardgen(['dev']);
  const url = urlOf(await first.printed('Ctrl-C ends it'), 'SHARD_1_URL');
  const maintenance = url.replace('shard_1', 'postgres');
  await query(maintenance, 'CREATE DATABASE "shardgen dev is making 1"');
  // What PostgreSQL writes before it drops a database.
  await query(maintenance, `UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'shard_2'`);
  await first.stop('SIGKILL');

  const second = project.startShardgen(['dev']);
  const printed = await second.printed('Ctrl-C ends it');
  expect(printed).toContain('1 new, 1 kept with their rows');
  expect(await query(urlOf(printed, 'SHARD_2_URL'), 'SELECT * FROM "Order"')).toEqual([]);
  const names = await query(maintenance, `SELECT datname FROM pg_database ORDER BY 1`);
  expect(names.filter(({ datname }) => / /.test(datname))).toEqual([]);
  expect(await second.stop()).toMatchObject({ code: 0 });
});

test("shardgen dev refuses a shard with a name of PostgreSQL's own databases", async () => {
  const config = SHOP['shardgen.config.ts'].replace('shard_1:', 'postgres:');
  const run = await createProject({ ...SHOP, 'shardgen.config.ts': config }).shardgen(['dev']);
  expect(run).toMatchObject({ code: 2, err: expect.stringMatching(/SG6024.*"postgres"/) });
});

test('shardgen dev needs a config', async () => {
  const { 'shardgen.config.ts': _, ...files } = SHOP;
  const run = await createProject(files).shardgen(['dev']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('SG2405') });
});
