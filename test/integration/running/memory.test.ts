import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import { query } from './running-statements.js';

const TSX = import.meta.resolve('tsx');
const PROGRAM = fileURLToPath(new URL('fixtures/read-all.ts', import.meta.url));
const CLIENT = fileURLToPath(
  new URL('../../../.shardgen/test-clients/memory/client/client.ts', import.meta.url),
);

let shards: FixtureShards;

beforeAll(async () => {
  shards = await startFixtureShards('memory');
});
afterAll(() => shards.stop());

/** What a process says that has so many megabytes for all that it makes. */
function readAll(heap: number): Promise<{ readonly said: string; readonly code: number | null }> {
  const args = [`--max-old-space-size=${heap}`, '--import', TSX, PROGRAM, CLIENT, ...shards.urls];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ said, code })));
}

/** Rows of each kind, on every shard. */
async function fill(rows: number, name: string): Promise<void> {
  for (const [shard, url] of shards.urls.entries()) {
    const ids = `${shard} + 4 * i, 'u' || (${shard} + 4 * i)`;
    await query(
      url,
      `TRUNCATE "User" CASCADE; INSERT INTO "User" (id, email, name)
       SELECT ${ids}, ${name} FROM generate_series(1, ${rows}) i`,
    );
  }
}

test.each([
  ['wide', 5_000, `repeat('x', 10000)`],
  ['narrow', 150_000, 'NULL'],
  ['huge', 1, `repeat('äöüß', 12000000)`],
])(
  'a call over %s rows that would take all memory is an error before that',
  async (_, rows, name) => {
    await fill(rows, name);
    expect(await readAll(96)).toEqual({ said: `error SG5014, then ${4 * rows}\n`, code: 0 });
  },
);
