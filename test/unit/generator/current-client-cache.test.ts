import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../../generator/output/read-folder.js';
import { currentClientCache } from '../../../generator/prisma-client/current-client-cache.js';
import { addFiles, tempFolder } from './temp-folder.js';

async function cacheIn(project: string, input = 'schema') {
  const folder = join(project, 'client');
  return currentClientCache(folder, [input], await readFolder(folder, ['.ts']));
}

test('a client that was just written is known to be current in the next run', async () => {
  const project = tempFolder({ 'node_modules/x/package.json': '{}', 'client/old.ts': 'old' });
  const cache = await cacheIn(project);
  cache.remember([{ kind: 'added', path: 'new.ts', after: 'new' }]);
  expect((await cacheIn(project)).has()).toBe(false); // it was not written after all
  addFiles(project, { 'client/new.ts': 'new' });
  expect((await cacheIn(project)).has()).toBe(true);
  expect((await cacheIn(project, 'another schema')).has()).toBe(false);
  addFiles(project, { 'client/new.ts': 'edited' });
  expect((await cacheIn(project)).has()).toBe(false);
});
