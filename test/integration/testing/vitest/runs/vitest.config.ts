import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sources = '../../../../../runtime';

/** The runs that a test starts: as in a user's project, but with the sources in place of the package. */
export default defineConfig({
  resolve: { alias: [{ find: /^shardgen$/, replacement: at(`${sources}/index.ts`) }] },
  test: {
    root: at('files'),
    include: ['**/*.run.ts'],
    maxWorkers: 3,
    testTimeout: 60_000,
    globalSetup: process.env['RUN_GLOBAL_SETUP']
      ? [at(`${sources}/testing/vitest/global-setup.ts`)]
      : [],
  },
});
