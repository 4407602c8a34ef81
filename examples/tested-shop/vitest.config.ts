import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One PostgreSQL for the whole run.
    globalSetup: ['shardgen/testing/global-setup'],
    // The matchers: expect(db).toHaveQueriedOnly([...]).
    setupFiles: ['shardgen/testing/vitest'],
    // Above the 30 seconds of withVirtualShards(), whose error says more.
    testTimeout: 40_000,
  },
});
