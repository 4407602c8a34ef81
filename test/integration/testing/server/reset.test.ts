import { describe, expect, test } from 'vitest';
import { connect, rows, stateOf } from './database-state.js';
import { urlsOf, usePlaces } from './each-server.js';
import { MESS, NASTY } from './nasty-schema.js';
import { smallSchema } from './small-schema.js';

const { open } = usePlaces();

describe.each(['shared', 'url', 'separate'] as const)('a reset on %s', (kind) => {
  test('makes every kind of table as new, and leaves the others alone', async () => {
    const places = await open(kind, 2, NASTY);
    const [first = '', second = ''] = urlsOf(places);
    const fresh = await stateOf(first);
    expect(fresh['public.seeded']).toHaveLength(2);
    expect(fresh['public.placed']).toEqual([['40', true]]);
    for (let round = 0; round < 2; round++) {
      const client = await connect(first);
      await client.query(MESS);
      const dirty = await stateOf(first);
      const unchanged = Object.keys(fresh).filter(
        (name) => JSON.stringify(fresh[name]) === JSON.stringify(dirty[name]),
      );
      expect(unchanged).toEqual(['public._prisma_migrations', 'public.of_extension']);
      await places.reset();
      expect(await stateOf(first)).toEqual(fresh);
      // The connection was idle, so it is still there, and draws no number from before.
      const drawn = await client.query(`SELECT nextval('ahead')::int AS n`);
      expect(drawn.rows).toEqual([{ n: 1 }]);
      await client.end();
      await places.reset();
    }
    expect(await stateOf(second)).toEqual(fresh);
  });

  test('gives the pages of emptied tables back', async () => {
    const places = await open(kind, 1, NASTY);
    const [url = ''] = urlsOf(places);
    const sizes = `SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_relation_size(oid) > 0
      AND relnamespace = 'public'::regnamespace ORDER BY 1`;
    await rows(url, MESS);
    await places.reset();
    expect(await rows(url, sizes)).toEqual([['_prisma_migrations'], ['of_extension'], ['seeded']]);
  });

  test('ends open transactions and running statements, and rolls prepared ones back', async () => {
    const places = await open(kind, 1, smallSchema());
    const [url = ''] = urlsOf(places);
    const [open_, running, idle, prepared] = await Promise.all([url, url, url, url].map(connect));
    if (!open_ || !running || !idle || !prepared) throw new Error('four connections');
    await prepared.query(
      `BEGIN; INSERT INTO "Note" (text) VALUES ('p'); PREPARE TRANSACTION 'it''s \\ ${url.length}'`,
    );
    await prepared.query('SELECT 1');
    await open_.query(`BEGIN; INSERT INTO "Note" (text) VALUES ('o')`);
    const sleeping = running.query(`SELECT pg_sleep(600)`).then(
      () => 'slept',
      (error: { code: string }) => error.code,
    );
    await places.reset();
    expect(await sleeping).toBe('57P01');
    await expect(open_.query('COMMIT')).rejects.toThrow();
    expect((await idle.query('SELECT 42 AS n')).rows).toEqual([{ n: 42 }]);
    expect(
      await rows(url, 'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()'),
    ).toEqual([]);
    expect(await rows(url, 'SELECT * FROM "Note"')).toEqual([]);
    await Promise.all([idle.end(), prepared.end()]);
  });

  test('empties tables that a test made', async () => {
    const places = await open(kind, 1, smallSchema());
    const [url = ''] = urlsOf(places);
    await rows(url, 'CREATE TABLE later (id int); INSERT INTO later VALUES (1)');
    await places.reset();
    expect(await rows(url, 'SELECT * FROM later')).toEqual([]);
  });
});
