import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { installControl } from '../../../runtime/control/install-control.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';

const PROGRAM = fileURLToPath(new URL('fixtures/make-ids.ts', import.meta.url));
const PROCESSES = 16;
const EACH = 625_000;

let url = '';
let folder = '';

beforeAll(async () => {
  const [fresh = ''] = await freshDatabases(1);
  url = fresh;
  await installControl(url);
  folder = await mkdtemp(join(tmpdir(), 'shardgen-ids-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await dropDatabases([url]);
});

function start(name: number): ChildProcess {
  const args = ['--import', import.meta.resolve('tsx'), PROGRAM, url, folder, EACH, name];
  const child = spawn(process.execPath, args.map(String), { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

test('16 processes make 10 million ids by each generator, and no two are alike', async () => {
  const children = Array.from({ length: PROCESSES }, (_, i) => start(i));
  const ends = children.map((child) => once(child, 'exit'));
  // All begin together.
  for (const { stdout } of children) {
    if (stdout === null) throw new Error('no output');
    await createInterface({ input: stdout })[Symbol.asyncIterator]().next();
  }
  for (const child of children) child.stdin?.write('go\n');
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  for (const generator of ['uuid7', 'snowflake', 'snowflake53']) {
    expect(await twice(generator)).toBe(0);
    expect(await twice(`${generator}-bucket`)).toBe(0);
  }
});

/** How many of the ids of a generator are there already. */
async function twice(generator: string): Promise<number> {
  const all = new BigUint64Array(PROCESSES * EACH);
  for (let i = 0; i < PROCESSES; i += 1) {
    const bytes = await readFile(join(folder, `${generator}-${i}.bin`));
    expect(bytes.length).toBe(EACH * 8);
    all.set(new BigUint64Array(new Uint8Array(bytes).buffer), i * EACH);
  }
  all.sort();
  let found = 0;
  for (let i = 1; i < all.length; i += 1) if (all[i] === all[i - 1]) found += 1;
  return found;
}
