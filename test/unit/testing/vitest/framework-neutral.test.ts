import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadedModules } from '../../../support/loaded-modules.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const loadedBy = (file: string) =>
  loadedModules(ROOT, pathToFileURL(join(ROOT, file)).href, ['--import', 'tsx']);

const ofVitest = (modules: readonly string[]) =>
  modules.filter((url) => /\/node_modules\/(@vitest|vitest|vite|chai)\//.test(url));

test.each(['runtime/testing/index.ts', 'runtime/testing/vitest/global-setup.ts'])(
  'importing %s loads nothing of vitest',
  (file) => {
    const modules = loadedBy(file);
    expect(modules.filter((url) => url.endsWith(file)).length).toBeGreaterThan(0);
    expect(ofVitest(modules)).toEqual([]);
  },
);

test('vitest would be seen', () => {
  expect(ofVitest(loadedBy('runtime/testing/vitest/index.ts')).length).toBeGreaterThan(0);
});
