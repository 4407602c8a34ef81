import { inspect } from 'node:util';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ControlDatabase } from '../../../runtime/control/control-database.js';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import type { ControlFeature } from '../../../runtime/control/features/control-feature.js';
import { installControl } from '../../../runtime/control/install-control.js';
import { installScript } from '../../../runtime/control/install-script.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';

const NOTES: ControlFeature = {
  name: 'notes',
  steps: ['CREATE TABLE shardgen.notes (id integer PRIMARY KEY, text text NOT NULL);'],
};
const NOTES_2: ControlFeature = {
  name: 'notes',
  steps: [...NOTES.steps, 'ALTER TABLE shardgen.notes ADD COLUMN author text;'],
};

let url = '';
let control: ControlDatabase;

beforeEach(async () => {
  const [fresh = ''] = await freshDatabases(1);
  url = fresh;
  control = createControlDatabase({ url });
  return async () => {
    await control.disconnect();
    await dropDatabases([url]);
  };
});

const install = (...features: ControlFeature[]) => installControl(url, installScript(features));
const notes = () => control.query<{ id: number; text: string }>('SELECT * FROM shardgen.notes');

describe('an install', () => {
  test('makes what is missing, once', async () => {
    expect(await install(NOTES)).toEqual([{ name: 'notes', before: 0, after: 1 }]);
    await control.query('INSERT INTO shardgen.notes VALUES ($1, $2)', [1, 'kept']);
    expect(await install(NOTES)).toEqual([{ name: 'notes', before: 1, after: 1 }]);
    expect(await notes()).toEqual([{ id: 1, text: 'kept' }]);
  });

  test('upgrades step by step, and never goes back', async () => {
    await install(NOTES);
    await control.query('INSERT INTO shardgen.notes VALUES ($1, $2)', [1, 'kept']);
    expect(await install(NOTES_2)).toEqual([{ name: 'notes', before: 1, after: 2 }]);
    expect(await install(NOTES)).toEqual([{ name: 'notes', before: 2, after: 2 }]);
    expect(await notes()).toEqual([{ id: 1, text: 'kept', author: null }]);
  });

  test('takes its turn when several begin at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => install(NOTES_2)));
    expect(all.map((features) => features[0]?.after)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  test('that fails changes nothing', async () => {
    const broken: ControlFeature = { name: 'zz', steps: ['CREATE TABLE shardgen.x (y nothing);'] };
    await expect(install(NOTES, broken)).rejects.toMatchObject({ code: 'SG3404' });
    await expect(notes()).rejects.toMatchObject({ code: 'SG3402' });
  });

  test('leaves the tables of a shard in the same database alone', async () => {
    await control.query('CREATE TABLE features (name text)');
    await install(NOTES);
    expect(await control.query('SELECT * FROM features')).toEqual([]);
  });
});

describe('a statement', () => {
  test('that finds no tables says which command makes them', async () => {
    await expect(notes()).rejects.toMatchObject({
      code: 'SG3402',
      message: expect.stringContaining('npx shardgen control install'),
    });
    await install(NOTES);
    await expect(control.query('SELECT author FROM shardgen.notes')).rejects.toMatchObject({
      code: 'SG3402',
    });
    expect(await notes()).toEqual([]);
  });

  test('that is refused says so, with its cause', async () => {
    await expect(control.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({
      code: 'SG3404',
      cause: expect.objectContaining({ code: '22012' }),
    });
  });

  test('carries its values beside the text', async () => {
    const nasty = `'; DROP SCHEMA shardgen; --"\\`;
    expect(await control.query('SELECT $1::text AS said', [nasty])).toEqual([{ said: nasty }]);
  });

  test('is answered again after a disconnect, and after the server ended its connections', async () => {
    expect(await control.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await control.disconnect();
    expect(await control.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(
      'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await other.end();
    const answers = await Promise.allSettled([
      control.query('SELECT 1'),
      control.query('SELECT 1'),
    ]);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'SG3401' });
    }
    expect(await control.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a transaction', () => {
  test('is there as a whole, or not at all', async () => {
    await install(NOTES);
    const insert = 'INSERT INTO shardgen.notes VALUES ($1, $2) RETURNING id';
    expect(await control.transaction(({ query }) => query(insert, [1, 'a']))).toEqual([{ id: 1 }]);
    const failing = control.transaction(async ({ query }) => {
      await query(insert, [2, 'b']);
      await query(insert, [1, 'twice']);
    });
    await expect(failing).rejects.toMatchObject({ code: 'SG3404' });
    const own = new Error('no');
    const thrown = control.transaction(async ({ query }) => {
      await query(insert, [3, 'c']);
      throw own;
    });
    await expect(thrown).rejects.toBe(own);
    expect(await notes()).toEqual([{ id: 1, text: 'a' }]);
  });

  test('whose connection breaks is rolled back, and the next one works', async () => {
    await install(NOTES);
    const broken = control.transaction(async ({ query }) => {
      await query('INSERT INTO shardgen.notes VALUES (1, $1)', ['lost']);
      await query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(broken).rejects.toMatchObject({ code: 'SG3401' });
    expect(await control.transaction(({ query }) => query('SELECT 1 AS one'))).toEqual([
      { one: 1 },
    ]);
    expect(await notes()).toEqual([]);
  });
});

describe('a server that cannot be reached', () => {
  const nowhere = 'postgres://somebody:SECRET@127.0.0.1:1/control';

  test('is named by host, port and database, without the password', async () => {
    const error = await createControlDatabase({ url: nowhere })
      .query('SELECT 1')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'SG3401',
      message: expect.stringContaining('127.0.0.1:1/control'),
    });
    expect(inspect(error, { depth: null })).not.toContain('SECRET');
    await expect(installControl(nowhere)).rejects.toMatchObject({ code: 'SG3401' });
  });

  test('shows no password either when the service is printed', () => {
    const service = createControlDatabase({ url: nowhere });
    expect(inspect(service, { depth: null, showHidden: true })).not.toContain('SECRET');
  });

  test('may lack the database, or refuse the user', async () => {
    const missing = createControlDatabase({ url: url.replace(/\/[^/]*$/, '/not_there') });
    await expect(missing.query('SELECT 1')).rejects.toMatchObject({ code: 'SG3401' });
  });
});

test('a user without the right to a table is told so', async () => {
  await install(NOTES);
  await control.query('CREATE ROLE no_rights LOGIN');
  const limited = new URL(url);
  limited.username = 'no_rights';
  const other = createControlDatabase({ url: limited.href });
  try {
    await expect(other.query('SELECT * FROM shardgen.notes')).rejects.toMatchObject({
      code: 'SG3404',
      message: expect.stringContaining('permission denied'),
    });
  } finally {
    await other.disconnect();
    await control.query('DROP ROLE no_rights');
  }
});
