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

test('shardgen dev needs a config', async () => {
  const { 'shardgen.config.ts': _, ...files } = SHOP;
  const run = await createProject(files).shardgen(['dev']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('SG2405') });
});
