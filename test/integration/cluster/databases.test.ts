import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { applySql, createDatabases, ensureTemplate } from '../../../runtime/cluster/index.js';
import { dropDatabases, freshDatabases, testCluster } from '../../support/cluster.js';

const schema = (model: string, field = 'email') => [
  {
    path: 'schema.prisma',
    content: `datasource db {
  provider = "postgresql"
}
model ${model} {
  id Int @id @default(autoincrement())
  ${field} String @unique
}
`,
  },
];

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const made: string[] = [];
afterAll(() => dropDatabases(made));

describe('fresh databases', () => {
  test('have the tables of the schema and are separate', async () => {
    const urls = await freshDatabases(3, schema('Person'));
    made.push(...urls);
    expect(new Set(urls).size).toBe(3);
    for (const [index, url] of urls.entries()) {
      await applySql(url, `INSERT INTO "Person" (email) VALUES ('a${index}@x')`);
    }
    for (const [index, url] of urls.entries()) {
      expect(await rows(url, 'SELECT id, email FROM "Person"')).toEqual([[1, `a${index}@x`]]);
    }
  });

  test('accept prepared transactions and UTF-8, and upper case outside ASCII', async () => {
    const [url = ''] = await freshDatabases(1);
    made.push(url);
    await applySql(url, 'CREATE TABLE t (v text)');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`BEGIN; INSERT INTO t VALUES ('größe'); PREPARE TRANSACTION 'it''s \\ one'`);
    await client.query(`COMMIT PREPARED 'it''s \\ one'`);
    await client.end();
    expect(await rows(url, 'SELECT upper(v) FROM t')).toEqual([['GRÖßE']]);
  });
});

describe('database names', () => {
  const names = [
    'UPPER',
    'with "quotes"',
    "it's",
    'größe/датабаза 😀',
    'a%20b%2Fc&d=e+$,;:@',
    'back\\slash',
  ];

  test('mean what they say in SQL and in urls', async () => {
    const cluster = await testCluster();
    const urls = await createDatabases(cluster, names);
    made.push(...urls);
    for (const [index, url] of urls.entries()) {
      expect(await rows(url, 'SELECT current_database()')).toEqual([[names[index]]]);
    }
    expect(await cluster.listDatabases()).toEqual(expect.arrayContaining(names));
    await dropDatabases(urls);
    const left = await cluster.listDatabases();
    expect(names.filter((name) => left.includes(name))).toEqual([]);
  });

  test.each([
    ['', 'it is empty'],
    ['a\0b', 'it holds a NUL character'],
    ['x'.repeat(64), 'it has 64 bytes'],
    ['ü'.repeat(32), 'it has 64 bytes'],
    ['what?', 'a connection url cannot hold it'],
    ['a#b', 'a connection url cannot hold it'],
    ['..', 'a connection url cannot hold it'],
    ['a/../b', 'a connection url cannot hold it'],
    ['\ud83d', 'a connection url cannot hold it'],
    ['postgres', "it is PostgreSQL's own"],
    ['template1', "it is PostgreSQL's own"],
  ])('%j is refused with SG6024', async (name, reason) => {
    const cluster = await testCluster();
    await expect(cluster.createDatabase(name)).rejects.toMatchObject({
      code: 'SG6024',
      message: expect.stringContaining(reason),
    });
    await expect(cluster.dropDatabase(name)).rejects.toMatchObject({ code: 'SG6024' });
  });
});

describe('createDatabases', () => {
  test('refuses, keeps or replaces a database that exists', async () => {
    const cluster = await testCluster();
    const [url = ''] = await createDatabases(cluster, ['existing_1']);
    made.push(url);
    await applySql(url, 'CREATE TABLE mark (v int)');
    await expect(createDatabases(cluster, ['existing_1'])).rejects.toMatchObject({
      code: 'SG6025',
    });
    const tables = `SELECT count(*)::int FROM pg_tables WHERE tablename = 'mark'`;
    await createDatabases(cluster, ['existing_1'], { existing: 'keep' });
    expect(await rows(url, tables)).toEqual([[1]]);
    await createDatabases(cluster, ['existing_1'], { existing: 'replace' });
    expect(await rows(url, tables)).toEqual([[0]]);
  });

  test('names the databases there are when the template is missing', async () => {
    const cluster = await testCluster();
    made.push(...(await createDatabases(cluster, ['present_1'])));
    await expect(
      createDatabases(cluster, ['absent_1'], { template: 'no_such' }),
    ).rejects.toMatchObject({
      code: 'SG6026',
      message: expect.stringMatching(/"no_such" does not exist; there are: .*present_1/),
    });
  });

  test('replaces a database with open connections and prepared transactions', async () => {
    const cluster = await testCluster();
    const [url = ''] = await createDatabases(cluster, ['busy_1']);
    made.push(url);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined); // it is terminated below
    await client.connect();
    await client.query(`BEGIN; CREATE TABLE t (v int); PREPARE TRANSACTION 'busy''1\\'`);
    await createDatabases(cluster, ['busy_1'], { existing: 'replace' });
    expect(await rows(url, 'SELECT count(*)::int FROM pg_prepared_xacts')).toEqual([[0]]);
  });
});

describe('ensureTemplate', () => {
  const templates = async (): Promise<readonly string[]> => {
    const cluster = await testCluster();
    const found = await cluster.query(
      `SELECT datname FROM pg_database WHERE datname LIKE 'shardgen\\_template\\_%' ORDER BY 1`,
    );
    return found.map(({ datname }) => String(datname));
  };

  test('makes a template once, also when asked many times at the same moment', async () => {
    const cluster = await testCluster();
    const options = { schemaFiles: schema('Once'), keepOthers: true };
    const before = await templates();
    const names = await Promise.all(
      Array.from({ length: 6 }, () => ensureTemplate(cluster, options)),
    );
    const [name = ''] = names;
    expect(new Set(names)).toEqual(new Set([name]));
    expect((await templates()).filter((other) => !before.includes(other))).toEqual([name]);
    const oid = () => cluster.query('SELECT oid FROM pg_database WHERE datname = $1', [name]);
    const first = await oid();
    await ensureTemplate(cluster, options);
    expect(await oid()).toEqual(first);
  });

  test('is not listed among the databases and refuses connections', async () => {
    const cluster = await testCluster();
    const name = await ensureTemplate(cluster, { schemaFiles: schema('Shut'), keepOthers: true });
    expect(await cluster.listDatabases()).not.toContain(name);
    await expect(rows(cluster.url(name), 'SELECT 1')).rejects.toMatchObject({ code: '55000' });
  });

  test('makes a template anew whose dropping was interrupted', async () => {
    const cluster = await testCluster();
    const options = { schemaFiles: schema('Halved'), keepOthers: true };
    const name = await ensureTemplate(cluster, options);
    // What PostgreSQL has written when a DROP DATABASE is killed.
    await cluster.query(`ALTER DATABASE "${name}" WITH IS_TEMPLATE false`);
    await cluster.query('UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1', [name]);
    expect(await ensureTemplate(cluster, options)).toBe(name);
    const urls = await freshDatabases(1, options.schemaFiles);
    made.push(...urls);
    expect(await rows(urls[0] ?? '', 'SELECT count(*)::int FROM "Halved"')).toEqual([[0]]);
  });

  test('leaves nothing behind when the SQL is refused', async () => {
    const cluster = await testCluster();
    const before = await templates();
    await expect(
      ensureTemplate(cluster, {
        schemaFiles: schema('Half'),
        extraSql: 'CREATE TABLE t ();\nSELECT no_such();',
        keepOthers: true,
      }),
    ).rejects.toMatchObject({ code: 'SG6023', message: expect.stringContaining('no_such()') });
    expect(await templates()).toEqual(before);
  });
});

describe('applySql', () => {
  test('applies function bodies with semicolons', async () => {
    const [url = ''] = await freshDatabases(1);
    made.push(url);
    await applySql(
      url,
      `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 7; END $$;
       CREATE TABLE t (v int DEFAULT 1);`,
    );
    expect(await rows(url, 'SELECT f()')).toEqual([[7]]);
  });

  test('applies all or nothing and points at the line', async () => {
    const [url = ''] = await freshDatabases(1);
    made.push(url);
    await expect(
      applySql(url, 'CREATE TABLE t (v int);\nCREATE TABEL u ();'),
    ).rejects.toMatchObject({
      code: 'SG6023',
      message: expect.stringMatching(/SQLSTATE 42601\)\n.*at line 2: CREATE TABEL u/),
    });
    expect(await rows(url, `SELECT to_regclass('t')::text`)).toEqual([[null]]);
  });

  test('says SG6027 when no server answers', async () => {
    await expect(applySql('postgresql://postgres@127.0.0.1:1/x', 'SELECT 1')).rejects.toMatchObject(
      {
        code: 'SG6027',
        message: expect.stringContaining('127.0.0.1:1'),
      },
    );
  });
});
