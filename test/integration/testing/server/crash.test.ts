import { describe, expect, test } from 'vitest';
import { connect, rows } from './database-state.js';
import { urlsOf, usePlaces } from './each-server.js';
import { smallSchema } from './small-schema.js';

const { open } = usePlaces();

const write = (text: string) => `INSERT INTO "Note" (text) VALUES ('${text}')`;
const texts = 'SELECT text FROM "Note" ORDER BY 1';

describe.each(['shared', 'url', 'separate'] as const)('on %s', (kind) => {
  test('a crash keeps committed and prepared work, and nothing else', async () => {
    const places = await open(kind, 2, smallSchema());
    const [place] = places.places;
    const [url = '', other = ''] = urlsOf(places);
    if (place === undefined) throw new Error('two places');
    const gid = `kept ${url}`;
    const client = await connect(url);
    const bystander = await connect(other);
    await client.query(write('committed'));
    await client.query(`BEGIN; ${write('prepared')}; PREPARE TRANSACTION '${gid}'`);
    await client.query(`BEGIN; ${write('open')}`);
    await place.crash();
    await expect(client.query('COMMIT')).rejects.toThrow();
    await expect(connect(url)).rejects.toThrow();
    await place.crash();
    expect((await bystander.query('SELECT 42 AS n')).rows).toEqual([{ n: 42 }]);
    await bystander.end();
    await place.start();
    await place.start();
    expect(place.url).toBe(url);
    expect(await rows(url, texts)).toEqual([['committed']]);
    await rows(url, `COMMIT PREPARED '${gid}'`);
    expect(await rows(url, texts)).toEqual([['committed'], ['prepared']]);
    await places.reset();
    expect(await rows(url, texts)).toEqual([]);
  });

  test('a stop ends connections, and a start takes new ones', async () => {
    const places = await open(kind, 1, smallSchema());
    const [place] = places.places;
    if (place === undefined) throw new Error('one place');
    const client = await connect(place.url);
    await client.query(write('kept'));
    await place.stop();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    await expect(connect(place.url)).rejects.toThrow();
    await expect(places.reset()).rejects.toMatchObject({ code: 'SG7029' });
    await place.start();
    expect(await rows(place.url, texts)).toEqual([['kept']]);
  });

  test('places are disposed of while crashed, with prepared transactions, and twice', async () => {
    const places = await open(kind, 2, smallSchema());
    const [place] = places.places;
    const [url = ''] = urlsOf(places);
    const client = await connect(url);
    await client.query(`BEGIN; ${write('x')}; PREPARE TRANSACTION 'left ${url}'`);
    await place?.crash();
    await places.dispose();
    await places.dispose();
    for (const gone of urlsOf(places)) await expect(connect(gone)).rejects.toThrow();
  });
});
