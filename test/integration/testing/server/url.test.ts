import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShardPlaces } from '../../../../runtime/testing/server/open-shard-places.js';
import { testCluster } from '../../../support/cluster.js';
import { connect, rows } from './database-state.js';
import { urlsOf, usePlaces } from './each-server.js';
import { smallSchema } from './small-schema.js';

const { open } = usePlaces();

const openAt = (url: string, schema = smallSchema('Plain')) =>
  openShardPlaces({ count: 2, schema, servers: { kind: 'url', url } });

describe('an ordinary role that may create databases', () => {
  let url = '';
  beforeAll(async () => {
    const cluster = await testCluster();
    await cluster.query(`CREATE ROLE "plain one" LOGIN CREATEDB`);
    url = cluster.url('postgres').replace('postgres@', 'plain%20one:p%40ss@');
  });
  afterAll(async () => {
    const cluster = await testCluster();
    const owned = await cluster.query(
      `SELECT datname FROM pg_database WHERE datdba = '"plain one"'::regrole`,
    );
    for (const { datname } of owned) {
      await cluster.query(`ALTER DATABASE "${String(datname)}" IS_TEMPLATE false`);
      await cluster.dropDatabase(String(datname));
    }
    await cluster.query(`DROP ROLE "plain one"`);
  });

  test('has shards that reset, crash and start; what else the url says stays', async () => {
    const places = await openAt(`${url}?schema=public&dbname=elsewhere&sslmode=disable`);
    const [place] = places.places;
    if (place === undefined) throw new Error('two places');
    expect(new URL(place.url).search).toBe('?schema=public&sslmode=disable');
    expect(new URL(place.url).password).toBe('p%40ss');
    const read = 'SELECT id, text FROM "Plain"';
    const client = await connect(place.url);
    await client.query(`INSERT INTO "Plain" (text) VALUES ('a')`);
    await client.query(
      `BEGIN; INSERT INTO "Plain" (text) VALUES ('b'); PREPARE TRANSACTION 'plain'`,
    );
    await places.reset();
    await client.query(`INSERT INTO "Plain" (text) VALUES ('c')`);
    expect(await rows(place.url, read)).toEqual([[1, 'c']]);
    await place.crash();
    await expect(connect(place.url)).rejects.toMatchObject({ code: '55000' });
    await place.start();
    expect(await rows(place.url, read)).toEqual([[1, 'c']]);
    await places.dispose();
    await expect(connect(place.url)).rejects.toMatchObject({ code: '3D000' });
  });

  test('is told that rows of the SQL after the schema need a superuser for a reset', async () => {
    const schema = smallSchema('Plain', `INSERT INTO "Plain" (text) VALUES ('seed')`);
    const places = await openAt(url, schema);
    await expect(places.reset()).rejects.toMatchObject({
      code: 'SG7027',
      message: expect.stringContaining('"plain one" is none'),
    });
    await places.dispose();
  });
});

describe('a server that will not do', () => {
  test('is not reached: SG7022, without the password', async () => {
    const error = await openAt('postgresql://me:secret@127.0.0.1:1/x').catch((one) => one);
    expect(error).toMatchObject({
      code: 'SG7022',
      message: expect.stringMatching(/127\.0\.0\.1:1.*ECONNREFUSED/),
    });
    expect(error.message).not.toContain('secret');
  });

  test('has no such database or role: SG7022 with its words', async () => {
    const cluster = await testCluster();
    await expect(openAt(cluster.url('no_such_one'))).rejects.toMatchObject({
      code: 'SG7022',
      message: expect.stringContaining('database "no_such_one" does not exist (SQLSTATE 3D000)'),
    });
  });

  test('gives the role no right to create databases: SG7023', async () => {
    const cluster = await testCluster();
    await cluster.query('CREATE ROLE poor LOGIN');
    await expect(
      openAt(cluster.url('postgres').replace('postgres@', 'poor@')),
    ).rejects.toMatchObject({ code: 'SG7023', fix: expect.stringContaining('"poor" CREATEDB') });
    await cluster.query('DROP ROLE poor');
  });

  test.each([
    ['mysql://x@y/z', 'mysql://'],
    ['prisma+postgres://accelerate/?api_key=k', 'prisma+postgres://'],
    ['postgresql://me:a b@h ost/x', 'cannot be read'],
    ['', 'cannot be read'],
    ['postgresql://me@127.0.0.1:1/x?sslrootcert=/no/such.crt', '/no/such.crt'],
  ])('is no PostgreSQL url: %s is SG7021', async (url, said) => {
    await expect(openAt(url)).rejects.toMatchObject({
      code: 'SG7021',
      message: expect.stringContaining(said),
    });
  });
});

test('a template that another process dropped is made again', async () => {
  const cluster = await testCluster();
  const schema = smallSchema('Dropped');
  const before = new Set((await templates()).map(String));
  await open('url', 1, schema);
  const [made] = (await templates()).filter((name) => !before.has(name));
  await cluster.query(`ALTER DATABASE "${made}" IS_TEMPLATE false`);
  await cluster.dropDatabase(String(made));
  const places = await open('url', 2, schema);
  for (const url of urlsOf(places)) expect(await rows(url, 'SELECT * FROM "Dropped"')).toEqual([]);
  expect(await templates()).toContain(made);

  async function templates(): Promise<readonly string[]> {
    const found = await cluster.query(
      `SELECT datname FROM pg_database WHERE datname LIKE 'shardgen\\_test\\_template\\_%'`,
    );
    return found.map(({ datname }) => String(datname));
  }
});

test('old templates do not pile up', async () => {
  const cluster = await testCluster();
  const count = async () => {
    const [row] = await cluster.query(
      `SELECT count(*)::int AS n FROM pg_database WHERE datname LIKE 'shardgen\\_test\\_template\\_%'`,
    );
    return Number(row?.['n']);
  };
  for (let index = 0; index < 10; index++) {
    const places = await open('url', 1, smallSchema(`Pile${index}`));
    await places.dispose();
  }
  expect(await count()).toBeLessThanOrEqual(8);
});
