import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { randomSeed } from '../../../runtime/testing/index.js';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';
import { expectUnique } from './support/expect-unique.js';
import { drawFrom } from './support/random-writes.js';

const PROGRAM = fileURLToPath(new URL('fixtures/write-users.ts', import.meta.url));
const PROCESSES = 3;
const KILLS = 4;
const LONGEST_LIFE_MS = 400;

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-processes', schema);
});
afterAll(() => shards.stop());

/** Resolves when the process has written something. */
async function start(seed: number): Promise<ChildProcess> {
  const entry = pathToFileURL(shards.entry).href;
  const args = ['--import', import.meta.resolve('tsx'), PROGRAM, entry, String(seed)];
  const child = spawn(process.execPath, [...args, ...shards.urls], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

test('processes that are killed at any moment never put one value on two rows', async () => {
  const seed = randomSeed();
  const draw = drawFrom(seed);
  const running = await Promise.all(Array.from({ length: PROCESSES }, (_, i) => start(seed + i)));
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(draw(LONGEST_LIFE_MS));
    const victim = running.shift();
    victim?.kill('SIGKILL');
    running.push(await start(seed + PROCESSES + kill));
  }
  const ends = running.map((child) => once(child, 'exit'));
  for (const child of running) child.stdin?.end();
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  await expectUnique(shards);
}, 240_000);
