import { expect, test } from 'vitest';
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
  const project = createProject(PROJECT);
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
