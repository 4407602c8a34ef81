import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import { installControl } from '../../../runtime/control/install-control.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';

const PROGRAM = fileURLToPath(new URL('fixtures/claim-keys.ts', import.meta.url));
const KEYS = 500;
/** Orders in which the processes visit the keys. */
const STEPS = [1, 3, 7, 499];

function start(url: string, preferred: number, step: number): ChildProcess {
  const args = ['--import', import.meta.resolve('tsx'), PROGRAM, url, preferred, KEYS, step];
  const child = spawn(process.execPath, args.map(String), { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

test('processes that place the same new keys agree, whatever each of them prefers', async () => {
  const [url = ''] = await freshDatabases(1);
  await installControl(url);
  const children = STEPS.map((step, i) => start(url, i % 3, step));
  const lines = children.map((child) => {
    if (child.stdout === null) throw new Error('no output');
    return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  });
  const next = async () =>
    Promise.all(lines.map(async (line) => (await line.next()).value as string));
  expect(new Set(await next())).toEqual(new Set(['ready']));
  const ends = children.map((child) => once(child, 'exit'));
  for (const child of children) child.stdin?.write('go\n');
  const answers = (await next()).map((line): Record<string, number> => JSON.parse(line));
  // Nothing that a directory holds keeps its process alive, nor lets it end before it has disconnected (code 13).
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);

  const control = createControlDatabase({ url });
  const rows = await control.query<{ key: string; shard: string }>(
    'SELECT key, shard FROM shardgen.directory',
  );
  await control.disconnect();
  await dropDatabases([url]);
  const durable = Object.fromEntries(
    rows.map(({ key, shard }) => [key, Number(shard.slice('shard_'.length)) - 1]),
  );
  expect(Object.keys(durable)).toHaveLength(KEYS);
  for (const answer of answers) expect(answer).toEqual(durable);
  // Else nothing was contested.
  expect(new Set(Object.values(durable)).size).toBeGreaterThan(1);
}, 120_000);
