import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { schemaToSql } from '../../../runtime/cluster/index.js';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import { installControl } from '../../../runtime/control/install-control.js';
import { freshDatabases } from '../../support/cluster.js';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const SCHEMA = `${HEAD}
/// @@shard.lookup(on: [id])
model Tenant {
  id    String @id
  users User[]
}

/// @@shard.colocated(with: Tenant, on: [tenantId])
model User {
  tenantId String
  id       BigInt
  tenant   Tenant @relation(fields: [tenantId], references: [id])

  @@id([tenantId, id])
}
`;

const configured = (more: string) => CONFIG.replace('  shards:', `${more}\n  shards:`);
const CONTROL = "  control: env('SHARDGEN_CONTROL_URL'),";
const PROJECT = {
  'prisma/schema.prisma': SCHEMA,
  'shardgen.config.ts': configured(CONTROL),
  'tsconfig.json': TSCONFIG,
};
const withPlacement = (placement: string) => ({
  ...PROJECT,
  'shardgen.config.ts': configured(`${CONTROL}\n  placement: ${placement},`),
});

test('a schema with a directory needs a control database in the config', async () => {
  const project = createProject({ ...PROJECT, 'shardgen.config.ts': CONFIG });
  for (const command of ['generate', 'validate']) {
    const run = await project.shardgen([command]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining('SG2011') });
    expect(run.err).toContain('@@shard.lookup on Tenant');
  }
});

test.each([
  ['{ Tenat: {} }', 'SG2012', 'did you mean "Tenant"?'],
  ['{ User: {} }', 'SG2012', 'only the root of a group with @@shard.lookup'],
  ['{ Tenant: { shard_3: {} } }', 'SG2012', 'no shard "shard_3"'],
  ['{ Tenant: { shard_1: { weight: 0 } } }', 'SG2005', 'acceptNewKeys: false'],
  ["{ Tenant: { shard_1: { weight: '2' } } }", 'SG2005', 'placement.Tenant.shard_1.weight'],
  ['{ Tenant: { shard_1: { acceptNewKeys: 0 } } }', 'SG2005', 'true or false'],
  ['{ Tenant: { shard_1: { wieght: 2 } } }', 'SG2004', 'did you mean "weight"?'],
  [
    '{ Tenant: { shard_1: { acceptNewKeys: false }, shard_2: { acceptNewKeys: false } } }',
    'SG2013',
    'every shard has acceptNewKeys: false',
  ],
])('a placement with a mistake is refused by name: %s', async (placement, code, text) => {
  const run = await createProject(withPlacement(placement)).shardgen(['validate']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining(code) });
  expect(run.err).toContain(text);
});

test('a placement may change freely, another key of the directory may not', async () => {
  const project = createProject(PROJECT);
  expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
  project.add(withPlacement('{ Tenant: { shard_2: { weight: 3 } } }'));
  expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
  expect(await project.shardgen(['generate', '--check'])).toMatchObject({ code: 0 });
  const other = SCHEMA.replace('id    String @id', 'id    BigInt @id').replace(
    'tenantId String',
    'tenantId BigInt',
  );
  project.add({ 'prisma/schema.prisma': other });
  const refused = await project.shardgen(['generate']);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('SG2307') });
  expect(refused.err).toContain('the directory has the old keys');
  project.add({ 'prisma/schema.prisma': SCHEMA.replaceAll('Tenant', 'Customer') });
  project.add({ 'shardgen.config.ts': PROJECT['shardgen.config.ts'] });
  const renamed = await project.shardgen(['generate']);
  expect(renamed).toMatchObject({ code: 1, err: expect.stringContaining('SG2307') });
  expect(renamed.err).toContain('none under Customer');
});

test('shardgen route asks the directory', async () => {
  const [url = ''] = await freshDatabases(1);
  const marked = SCHEMA.replace(
    '\n\n  @@id',
    '\n  ally String? /// @shard.relation(to: Tenant)\n\n  @@id',
  );
  const project = createProject({ ...PROJECT, 'prisma/schema.prisma': marked });
  const env = { ...process.env, SHARDGEN_CONTROL_URL: url };
  const route = (...args: string[]) => project.shardgen(['route', ...args], { env });

  expect(await route('Tenant', 'acme')).toMatchObject({
    code: 2,
    err: expect.stringContaining('npx shardgen control install'),
  });
  await installControl(url);
  const unplaced = await route('Tenant', 'acme');
  expect(unplaced).toMatchObject({ code: 0, err: '' });
  expect(unplaced.out).toMatch(/^Tenant id = acme\n {2}shard {3}none .*\n {2}first {3}shard_[12] /);
  const control = createControlDatabase({ url });
  expect(await control.query('SELECT * FROM shardgen.directory')).toEqual([]);
  await control.query(
    "INSERT INTO shardgen.directory (group_name, key, shard) VALUES ('Tenant', 'acme', 'shard_2')",
  );
  await control.disconnect();
  const placed = await route('User', 'acme');
  expect(placed.out).toMatch(/^User tenantId = acme\n {2}shard {3}shard_2 {2}by the directory/);
  expect(JSON.parse((await route('Tenant', 'acme', '--json')).out)).toEqual({
    model: 'Tenant',
    key: { id: 'acme' },
    placed: true,
    shard: 'shard_2',
    version: 1,
    epoch: 1,
    group: 'Tenant',
  });
  expect(await project.shardgen(['route', 'Tenant', 'acme'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('SG2411'),
  });
});

describe('shardgen directory', () => {
  test('says what is wrong', async () => {
    const { directory, project } = await moving();
    const toTwo = ['move', 'Tenant', 'acme', '--to', 'shard_2'];
    const early = await directory(...toTwo);
    expect(early).toMatchObject({ code: 2, err: expect.stringContaining('SG2432') });
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
    const both = await directory(...toTwo, '--cancel');
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining('SG2462') });
    const unplaced = await directory(...toTwo);
    expect(unplaced).toMatchObject({ code: 2, err: expect.stringContaining('SG3422') });
    expect((await directory('list')).out).toBe('no key is being moved\n');
  });

  test('lists moves and gives them up', async () => {
    const { directory, one, project, url } = await moving();
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
    await run(
      url,
      `INSERT INTO shardgen.directory (group_name, key, shard, moving_to, moving_since)
       VALUES ('Tenant', 'acme', 'shard_1', 'shard_2', now()), ('Tenant', 'there', 'shard_2', NULL, NULL);
       INSERT INTO shardgen.directory_move (group_name, key, key_values, source, target)
       VALUES ('Tenant', 'acme', '{acme}', 'shard_1', 'shard_2')`,
    );
    await run(one, `INSERT INTO "Tenant" VALUES ('acme')`);
    const listed = await directory('list');
    expect(listed.out).toMatch(
      /^Tenant acme {2}shard_1 → shard_2 {2}rows cannot be written {2}since 20/,
    );
    expect(JSON.parse((await directory('list', '--json')).out)).toMatchObject([
      { group: 'Tenant', key: 'acme', source: 'shard_1', target: 'shard_2', switched: false },
    ]);
    const given = await directory('move', 'User', 'acme', '--cancel');
    const kept = '✔ Tenant id = acme stays where it was\n';
    expect(given).toMatchObject({ code: 0, err: '', out: kept });
    const again = await directory('move', 'Tenant', 'acme', '--cancel', '--json');
    expect(JSON.parse(again.out)).toEqual({ group: 'Tenant', cancelled: false });
    const there = await directory('move', 'Tenant', 'there', '--to', 'shard_2');
    expect(there).toMatchObject({ code: 0, out: '✔ Tenant id = there is on shard_2 already\n' });
  });

  test('moves a key; killed, it is finished by the same command', async () => {
    const { env, one, project, two, url } = await moving();
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
    await run(
      url,
      `INSERT INTO shardgen.directory (group_name, key, shard) VALUES ('Tenant', 'acme', 'shard_1')`,
    );
    await run(
      one,
      `INSERT INTO "Tenant" VALUES ('acme'); INSERT INTO "User" VALUES ('acme', 1), ('acme', 2)`,
    );
    const args = ['directory', 'move', 'Tenant', 'acme', '--to', 'shard_2'];
    const killed = project.startShardgen(args, { env });
    expect(await killed.printed(/waiting 6[01] s/)).toContain('no process remembers');
    await killed.stop('SIGKILL');
    // The minute that others need has long been over, as far as the control database knows.
    const minuteAgo = `UPDATE shardgen.directory_move SET wait_from = wait_from - interval '2 minutes'`;
    await run(url, minuteAgo);
    const running = project.startShardgen(args, { env });
    await running.printed('can be written to again');
    await running.printed(/waiting 6[01] s/);
    await running.stop('SIGKILL');
    expect(await run(two, 'SELECT count(*)::int AS n FROM "User"')).toEqual([{ n: 2 }]);
    expect((await project.shardgen(['directory', 'list'], { env })).out).toContain(
      'rows are left on shard_1',
    );
    await run(url, minuteAgo);
    const done = await project.shardgen([...args, '--json'], { env });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(done.out)).toEqual({
      group: 'Tenant',
      shard: 'shard_2',
      from: 'shard_1',
      rows: 3,
    });
    expect(await run(one, 'SELECT FROM "User"')).toEqual([]);
    const route = await project.shardgen(['route', 'Tenant', 'acme', '--json'], { env });
    expect(JSON.parse(route.out)).toMatchObject({ shard: 'shard_2', version: 2 });
  }, 120_000);
});

/** A project, its two shards, and its control database. */
async function moving() {
  const [url = '', one = '', two = ''] = await freshDatabases(3);
  await installControl(url);
  const ddl = await schemaToSql([{ path: 'schema.prisma', content: SCHEMA }]);
  for (const shard of [one, two]) await run(shard, ddl);
  const project = createProject(PROJECT);
  const env = { ...process.env, SHARDGEN_CONTROL_URL: url, SHARD_1_URL: one, SHARD_2_URL: two };
  const directory = (...args: string[]) => project.shardgen(['directory', ...args], { env });
  return { directory, env, one, project, two, url };
}

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
