import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadedModules } from '../support/loaded-modules.js';
import { BUILD_TIME_PACKAGES } from './floor-plan.js';
import { ROOT } from './sources.js';

const loadedBy = (file: string) =>
  loadedModules(ROOT, pathToFileURL(join(ROOT, file)).href, ['--import', 'tsx']);

const buildTimeModules = (modules: readonly string[]) =>
  modules.filter((url) =>
    BUILD_TIME_PACKAGES.some((name) => url.includes(`/node_modules/${name}/`)),
  );

test.each(['runtime/index.ts', 'runtime/config/index.ts'])(
  'importing %s loads no package of build time, and nothing of generator/ or schema/',
  (file) => {
    const modules = loadedBy(file);
    expect(modules.filter((url) => url.endsWith(file)).length).toBeGreaterThan(0);
    expect(buildTimeModules(modules)).toEqual([]);
    const root = pathToFileURL(ROOT).href;
    const foreign = (url: string) =>
      url.startsWith(`${root}generator/`) || url.startsWith(`${root}schema/`);
    expect(modules.filter(foreign)).toEqual([]);
  },
);

test('a package of build time would be seen, also when CommonJS loads it', () => {
  const modules = loadedBy('generator/pipeline.ts');
  expect(buildTimeModules(modules).some((url) => url.includes('/handlebars/'))).toBe(true);
});
