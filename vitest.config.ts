import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Tests read the sources; only test/package uses what users get (the packed tarball).
const resolve = {
  alias: [
    { find: /^shardgen$/, replacement: at('runtime/index.ts') },
    { find: /^shardgen\/config$/, replacement: at('runtime/config/index.ts') },
    { find: /^shardgen\/cluster$/, replacement: at('runtime/cluster/index.ts') },
    { find: /^shardgen\/testing$/, replacement: at('runtime/testing/index.ts') },
    { find: /^shardgen\/testing\/vitest$/, replacement: at('runtime/testing/vitest/index.ts') },
  ],
};

export default defineConfig({
  test: {
    // Many tests wait for servers and for npm: one worker, as on two cores by default, would idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve,
        test: {
          name: 'fast',
          include: ['test/{unit,golden,house}/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        test: {
          name: 'types',
          include: ['test/types/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        resolve,
        test: {
          name: 'integration',
          include: ['test/{integration,oracle}/**/*.test.ts'],
          globalSetup: ['runtime/testing/vitest/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Minutes each: `npm test` leaves them out, `.ci/run` does not.
        resolve,
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/support/pack.global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
