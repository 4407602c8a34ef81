import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withSources } from '../../../examples/shop/tour/calls/call-sources.js';

const FILE = `export const calls = [
  call({
    title: 'short',
    run: (db) => db.user.count({ where: { id: 1n } }),
    shards: 1,
    show: (count) => String(count),
  }),
  call({
    title: 'long',
    run: (db) =>
      db.user.findMany({
        where: { id: 1n },
      }),
    shards: 1,
    show: String,
  }),
];
`;

describe('the text of a call', () => {
  let folder = '';
  let module = new URL('file:///');

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tour sources '));
    const file = path.join(folder, 'calls.ts');
    await writeFile(file, FILE);
    module = pathToFileURL(file);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is the text in its file, without the indentation of the list', async () => {
    const found = await withSources(module, ['a', 'b']);
    expect(found).toEqual([
      { call: 'a', source: ['db.user.count({ where: { id: 1n } })'] },
      { call: 'b', source: ['db.user.findMany({', '  where: { id: 1n },', '})'] },
    ]);
  });

  test('is never shown for another call: a call that is not found is an error', async () => {
    await expect(withSources(module, ['a'])).rejects.toThrow('makes 1 calls; 2 were found');
  });
});
