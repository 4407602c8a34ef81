import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { expectEqualCopies, expectNothingPrepared } from './support/copies.js';

const PROGRAM = fileURLToPath(new URL('fixtures/write-copies.ts', import.meta.url));
/** Generated code imports `shardgen`: here the sources, as in all tests. */
const TSCONFIG = fileURLToPath(new URL('fixtures/tsconfig.json', import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-processes', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

interface Writer {
  readonly child: ChildProcess;
  /** The ids of rows whose writes were acknowledged. */
  readonly written: readonly number[];
}

function startWriter(seed: number): Writer {
  const args = ['--import', import.meta.resolve('tsx'), PROGRAM, shards.entry, String(seed)];
  const child = spawn(process.execPath, [...args, ...shards.urls], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: TSCONFIG },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const written: number[] = [];
  if (child.stdout === null) throw new Error('no output');
  createInterface({ input: child.stdout }).on('line', (line) => written.push(Number(line)));
  return { child, written };
}

const atLeast = (writers: readonly Writer[], rows: number) =>
  expect
    .poll(() => Math.min(...writers.map(({ written }) => written.length)), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(rows);

/** All copies are equal, and have every row that a process was told of. */
async function expectAll(writers: readonly Writer[]): Promise<void> {
  const db: Loose = shards.db;
  expect(await db.$referenceModels.check()).toMatchObject({ equal: true });
  await expectNothingPrepared(shards.urls);
  await expectEqualCopies(shards.urls);
  const there = new Set((await db.continent.findMany()).map(({ id }: Loose) => id));
  for (const { written } of writers) {
    expect(written.filter((id) => !there.has(id))).toEqual([]);
  }
}

test('writers of several processes keep all copies equal', async () => {
  const writers = [1, 2, 3].map(startWriter);
  await atLeast(writers, 15);
  const ends = writers.map(({ child }) => once(child, 'exit'));
  for (const { child } of writers) child.stdin?.write('stop\n');
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  await expectAll(writers);
}, 120_000);

test('writers that are killed at any moment lose no acknowledged write, and leave no copy behind', async () => {
  const all: Writer[] = [];
  for (let round = 1; round <= 4; round++) {
    const writers = [round * 2, round * 2 + 1].map(startWriter);
    all.push(...writers);
    await atLeast(writers, 3 + round);
    const ends = writers.map(({ child }) => once(child, 'exit'));
    for (const { child } of writers) child.kill('SIGKILL');
    await Promise.all(ends);
    await expectAll(all);
  }
}, 180_000);
