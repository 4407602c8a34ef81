import pg from 'pg';
import { expect, test } from 'vitest';
import { installScript } from '../../../runtime/control/install-script.js';
import { freshDatabases } from '../../support/cluster.js';
import { createProject } from './support/project.js';
import { CONFIG, SHOP } from './support/shop.js';

const WITH_CONTROL = CONFIG.replace(
  '  shards:',
  "  control: env('SHARDGEN_CONTROL_URL'),\n  shards:",
);
const PROJECT = { ...SHOP, 'shardgen.config.ts': WITH_CONTROL };

async function features(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT name FROM shardgen.features')).rows;
  } finally {
    await client.end();
  }
}

test('control install makes the tables, and may be run again', async () => {
  const [url = ''] = await freshDatabases(1);
  const project = createProject(PROJECT);
  const env = { ...process.env, SHARDGEN_CONTROL_URL: url };
  expect(await project.shardgen(['control', 'install'], { env })).toMatchObject({
    code: 0,
    err: '',
  });
  await features(url);
  const again = await project.shardgen(['control', 'install'], { env });
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('is up to date') });
});

test('control install --print shows the same SQL, without a config or a database', async () => {
  const run = await createProject({}).shardgen(['control', 'install', '--print']);
  expect(run).toEqual({ code: 0, err: '', out: installScript() });
});

test.each([
  ['no control database', { ...SHOP }, 'names no control database'],
  ['a variable that is not set', PROJECT, 'SHARDGEN_CONTROL_URL is not set'],
])('control install is refused by name with %s', async (_, files, text) => {
  const run = await createProject(files).shardgen(['control', 'install']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('SG2411') });
  expect(run.err).toContain(text);
});

test('control install names a server that cannot be reached, without its password', async () => {
  const env = { ...process.env, SHARDGEN_CONTROL_URL: 'postgres://u:SECRET@127.0.0.1:1/c' };
  const run = await createProject(PROJECT).shardgen(['control', 'install'], { env });
  expect(run).toMatchObject({ code: 2, err: expect.stringMatching(/SG3401.*127\.0\.0\.1:1\/c/) });
  expect(run.err).not.toContain('SECRET');
});

const urlOf = (printed: string, variable: string) =>
  new RegExp(`export ${variable}='([^']+)'`).exec(printed)?.[1] ?? '';

test('shardgen dev brings an installed control database along', async () => {
  const project = createProject(PROJECT);
  for (const options of [[], [], ['--reset']]) {
    const run = project.startShardgen(['dev', ...options]);
    const printed = await run.printed('Ctrl-C ends it');
    const url = urlOf(printed, 'SHARDGEN_CONTROL_URL');
    expect(new Set([url, urlOf(printed, 'SHARD_1_URL'), urlOf(printed, 'SHARD_2_URL')]).size).toBe(
      3,
    );
    await features(url);
    expect(await run.stop()).toMatchObject({ code: 0 });
  }
});

test('shardgen dev installs it in the shard that is the control database', async () => {
  const shared = WITH_CONTROL.replace('SHARDGEN_CONTROL_URL', 'SHARD_2_URL');
  const run = createProject({ ...SHOP, 'shardgen.config.ts': shared }).startShardgen(['dev']);
  const printed = await run.printed('Ctrl-C ends it');
  await features(urlOf(printed, 'SHARD_2_URL'));
  await expect(features(urlOf(printed, 'SHARD_1_URL'))).rejects.toThrow('does not exist');
  expect(await run.stop()).toMatchObject({ code: 0 });
});
