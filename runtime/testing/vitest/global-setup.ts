import { chooseServer } from '../kit/choose-server.js';
import { FOLDER_VARIABLE } from '../server/shared-folder.js';
import { joinSharedServer } from '../server/shared-server.js';

/** Each project of a run may set up and tear down. */
let holders = 0;
let namedByUs = false;

/**
 * Holds the shared test server for a whole run, so that it is started once, however many workers come
 * and go. Without it the tests are the same: the server then ends whenever no test file uses it.
 * Nothing is started where the environment names another server or engine.
 *
 * @example defineConfig({ test: { globalSetup: ['shardgen/testing/global-setup'] } }) // vitest
 * @throws ShardgenError SG6001 to SG6017, SG7010, SG7020.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (chooseServer({}, {}, process.env).kind === 'shared') {
    const { directory } = await joinSharedServer();
    // Workers may run in another folder, from which they would find another server.
    if (!process.env[FOLDER_VARIABLE]) {
      process.env[FOLDER_VARIABLE] = directory;
      namedByUs = true;
    }
  }
  holders += 1;
  return teardown;
}

/** Ends what `setup` began. The server itself ends with this process and the last worker. */
export async function teardown(): Promise<void> {
  holders = Math.max(0, holders - 1);
  if (holders > 0 || !namedByUs) return;
  namedByUs = false;
  delete process.env[FOLDER_VARIABLE];
}

/** Vitest and Jest call the default export; what it returns is Vitest's tear-down. */
export default setup;

/** The names that `node --test --test-global-setup` looks for. */
export { setup as globalSetup, teardown as globalTeardown };
