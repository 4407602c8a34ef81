import { afterEach, expect, test, vi } from 'vitest';
import * as entry from '../../../../runtime/testing/vitest/global-setup.js';

const VARIABLE = 'SHARDGEN_TESTING_DIRECTORY';
const named = () => process.env[VARIABLE];

afterEach(() => vi.unstubAllEnvs());

test('each test framework finds the names that it looks for', () => {
  expect(entry.default).toBe(entry.setup);
  expect(entry.globalSetup).toBe(entry.setup);
  expect(entry.globalTeardown).toBe(entry.teardown);
});

test('workers find the server by its folder until the last project tears down', async () => {
  vi.stubEnv(VARIABLE, undefined);
  const [first, second] = await Promise.all([entry.setup(), entry.setup()]);
  expect(named()).toMatch(/shardgen-testing-/);
  await first();
  expect(named()).toMatch(/shardgen-testing-/);
  await second();
  expect(named()).toBeUndefined();
  await entry.teardown();
  await entry.setup();
  expect(named()).toMatch(/shardgen-testing-/);
  await entry.teardown();
  expect(named()).toBeUndefined();
});

test.each([
  ['SHARDGEN_TESTING_URL', 'postgresql://nobody@127.0.0.1:1/none'],
  ['SHARDGEN_TESTING_SERVERS', 'separate'],
  ['SHARDGEN_TESTING_ENGINE', 'pglite'],
])('with %s it holds nothing', async (variable, value) => {
  vi.stubEnv(VARIABLE, undefined);
  vi.stubEnv(variable, value);
  const tearDown = await entry.setup();
  expect(named()).toBeUndefined();
  await tearDown();
});

test('an illegal variable is refused before any test', async () => {
  vi.stubEnv('SHARDGEN_TESTING_SERVERS', 'many');
  await expect(entry.setup()).rejects.toMatchObject({ code: 'SG7010' });
});
