import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRunning } from '../../../runtime/cluster/server/process-liveness.js';
import { generateCode } from '../../support/generated-shards.js';
import { SCHEMA } from './support/kit.js';

const FIXTURE = fileURLToPath(new URL('fixtures/use-kit.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
/** Generated code imports `shardgen`: here the sources, as in all tests. */
const TSCONFIG = fileURLToPath(new URL('fixtures/tsconfig.json', import.meta.url));

let folder: string;
let generated: string;

beforeAll(async () => {
  generated = (await generateCode('testing-endings', SCHEMA)).entry;
  folder = await mkdtemp(join(tmpdir(), 'shardgen-endings-'));
  await chmod(folder, 0o755); // as root the server runs as another user, who must get in
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Shard {
  readonly url: string;
  readonly pid: number;
}

/** A process with a test server of its own, and the shards that it reported. */
async function run(ending: string): Promise<{ child: ChildProcess; shards: readonly Shard[] }> {
  const child = spawn(process.execPath, ['--import', TSX, FIXTURE, ending, generated, SCHEMA], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      TSX_TSCONFIG_PATH: TSCONFIG,
      SHARDGEN_TESTING_DIRECTORY: folder,
    },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, shards: JSON.parse(String(line)) };
}

const gone = (shards: readonly Shard[]) =>
  expect.poll(() => shards.filter(({ pid }) => isRunning(pid)).length, { timeout: 20_000 }).toBe(0);

test.each([
  ['returns', 0],
  ['throws', 1],
  ['hangs in a partition', 1],
  ['forgets', 0],
  ['separate servers are forgotten', 0],
])('a process that %s ends by itself, and its server with it', async (ending, code) => {
  const { child, shards } = await run(ending);
  for (const { pid } of shards) expect(pid).toBeGreaterThan(1);
  await expect(once(child, 'exit')).resolves.toEqual([code, null]);
  await gone(shards);
});

test('a killed process takes its server with it', async () => {
  const { child, shards } = await run('is killed');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await gone(shards);
});
