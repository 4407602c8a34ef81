import { expect, test } from 'vitest';
import { connect, rows, stateOf } from './database-state.js';
import { urlsOf, usePlaces } from './each-server.js';
import { MESS, NASTY } from './nasty-schema.js';
import { smallSchema } from './small-schema.js';

const { open } = usePlaces();

const write = (text: string) => `INSERT INTO "Note" (text) VALUES ('${text}')`;
const texts = 'SELECT text FROM "Note" ORDER BY 1';

test('pglite places have their own rows, sessions and transactions', async () => {
  const places = await open('pglite', 2, smallSchema());
  const [first, second] = places.places;
  if (first === undefined || second === undefined) throw new Error('two places');
  expect(first).toMatchObject({ pid: undefined, maxConnections: 1 });
  const client = await connect(first.url);
  await client.query(`SET work_mem = '5MB'; BEGIN; ${write('rolled back')}`);
  await client.query({ name: 'one', text: 'SELECT $1::int AS n', values: [1] });
  await client.query('ROLLBACK');
  await client.query('INSERT INTO "Note" (text) VALUES ($1)', ['kept']);
  await expect(client.query('SELECT no_such()')).rejects.toMatchObject({ code: '42883' });
  await client.query(`BEGIN; ${write('left open')}`);
  await client.end();
  // The next connection finds nothing of the last one but what it committed.
  const next = await connect(first.url);
  const { rows: found } = await next.query({ name: 'one', text: 'SELECT 2 AS n' });
  expect(found).toEqual([{ n: 2 }]);
  expect((await next.query('SHOW work_mem')).rows).toEqual([{ work_mem: '4MB' }]);
  expect((await next.query(texts)).rows).toEqual([{ text: 'kept' }]);
  await next.end();
  expect(await rows(second.url, texts)).toEqual([]);
});

test('pglite places refuse by name what they cannot do', async () => {
  const places = await open('pglite', 1, smallSchema());
  const [place] = places.places;
  const [url = ''] = urlsOf(places);
  const client = await connect(url);
  await expect(connect(url)).rejects.toMatchObject({
    code: '53300',
    message: 'PGlite takes one connection at a time, and there is one',
    hint: expect.stringContaining('max: 1'),
  });
  await client.query(`BEGIN; ${write('x')}`);
  await expect(client.query(`PREPARE TRANSACTION 'x'`)).rejects.toMatchObject({ code: '55000' });
  await client.query('ROLLBACK');
  await expect(place?.crash()).rejects.toMatchObject({ code: 'SG7031' });
  expect((await client.query('SELECT 42 AS n')).rows).toEqual([{ n: 42 }]);
  await client.end();
});

test('pglite places stop and start with their rows', async () => {
  const places = await open('pglite', 1, smallSchema());
  const [place] = places.places;
  const [url = ''] = urlsOf(places);
  const client = await connect(url);
  await client.query(write('kept'));
  await client.query(`BEGIN; ${write('open')}`);
  await place?.stop();
  await place?.stop();
  await expect(client.query('COMMIT')).rejects.toThrow();
  await expect(connect(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(places.reset()).rejects.toMatchObject({ code: 'SG7029' });
  await place?.start();
  await place?.start();
  expect(await rows(url, texts)).toEqual([['kept']]);
  await places.dispose();
  await places.dispose();
  await expect(connect(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('pglite places reset every kind of table, and end an open transaction', async () => {
  // Its extensions are packages of their own.
  const sql = NASTY.sql.replace(/CREATE EXTENSION[\s\S]*$/, '');
  const places = await open('pglite', 1, { ...NASTY, sql });
  const [url = ''] = urlsOf(places);
  const fresh = await stateOf(url);
  for (const mess of [MESS, 'BEGIN; INSERT INTO plain (note) VALUES (1)']) {
    const client = await connect(url);
    await client.query(mess);
    await places.reset();
    await client.end();
    expect(await stateOf(url)).toEqual(fresh);
  }
});
