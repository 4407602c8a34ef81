import { spawn, spawnSync } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serversIn } from './cluster/held-cluster.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHARDS = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

let folder = '';

/** Starts the tour as `npm start` does, with its output in a pipe. */
function startTour(env: Record<string, string> = {}, user: { uid?: number; gid?: number } = {}) {
  const { FORCE_COLOR: _forced, ...inherited } = process.env;
  const child = spawn(process.execPath, ['examples/shop/tour/start.mjs'], {
    cwd: ROOT,
    env: { ...inherited, SHARDGEN_TOUR_DIRECTORY: folder, COLUMNS: '100', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let output = '';
  const waiting: { readonly text: string; readonly found: () => void }[] = [];
  const hear = (chunk: string) => {
    output += chunk;
    for (const { text, found } of waiting) if (output.includes(text)) found();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
  return {
    child,
    ended,
    /** Resolves when the tour has written `text`. */
    said: (text: string) => {
      const found = new Promise<void>((resolve) => waiting.push({ text, found: resolve }));
      return Promise.race([
        found,
        ended.then(() => Promise.reject(new Error(`never said "${text}":\n${output}`))),
      ]);
    },
  };
}

/** What a run says, without what differs between two runs: times and ports. */
function timeless(output: string): string {
  return output
    .replace(/\d+\.\d m?s\b/g, 'TIME')
    .replace(/127\.0\.0\.1:\d+/g, 'SERVER')
    .replace(/^.*(generated\/(prisma|shards): .*(added|up to date|changed)).*\n/gm, '');
}

/** The rows of the table: model to its counts on the four shards and in all. */
function spread(output: string): Map<string, number[]> {
  const rows = output.matchAll(/^ {2}([A-Z]\w+) +((?:[\d,]+ +){4}[\d,]+) +[█▓▒░]+$/gm);
  return new Map(
    [...rows].map(([, name = '', counts = '']) => [
      name,
      counts
        .trim()
        .split(/ +/)
        .map((count) => Number(count.replaceAll(',', ''))),
    ]),
  );
}

function loaded(output: string): Map<string, number> {
  const lines = output.matchAll(/^ {2}([A-Z]\w+) +([\d,]+) rows$/gm);
  return new Map(
    [...lines].map(([, name = '', count = '']) => [name, Number(count.replaceAll(',', ''))]),
  );
}

describe('npm start', () => {
  let first: Ended;
  let interrupted: Ended;
  let second: Ended;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shardgen tour ü '));
    first = await startTour().ended;

    const killed = startTour();
    await killed.said('shard_4');
    killed.child.kill('SIGKILL');
    await killed.ended;

    // The server of the killed run may still be there, and its databases are half filled.
    const stopped = startTour();
    await stopped.said('Product');
    await stopped.said('rows');
    stopped.child.kill('SIGINT');
    interrupted = await stopped.ended;

    second = await startTour().ended;
  }, 240_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is the command that runs the tour', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    expect(scripts.start).toBe('node examples/shop/tour/start.mjs');
  });

  test('ends well and says so', () => {
    expect(first.exitCode, first.output).toBe(0);
    expect(first.output.trimEnd().split('\n').at(-1)).toBe(
      '  The server is stopped. Nothing is left running.',
    );
  });

  test('writes no colours and no control characters into a pipe', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(first.output).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('starts four shards', () => {
    for (const shard of SHARDS) {
      expect(first.output).toMatch(new RegExp(`● ${shard} {2}postgresql://.*/${shard}$`, 'm'));
    }
  });

  test('loads a few thousand rows and finds every one of them again', () => {
    const rows = loaded(first.output);
    const counts = spread(first.output);
    expect(rows.size).toBe(15);
    expect(new Map([...counts].map(([name, all]) => [name, all[4]]))).toEqual(rows);
    for (const [name, [a = 0, b = 0, c = 0, d = 0, all]] of counts) {
      expect([name, a + b + c + d]).toEqual([name, all]);
      expect([name, Math.min(a, b, c, d) > 0]).toEqual([name, true]);
    }
    const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(4000);
    expect(first.output).toContain(`${total.toLocaleString('en-US')} rows of 15 models`);
  });

  test('shows the shard that each call went to', () => {
    const reached = [...first.output.matchAll(/went to {4}([○●] [○●] [○●] [○●]) {2}(.*?) {2}\d/g)];
    expect(reached).toHaveLength(14);
    for (const [, dots = '', names] of reached) {
      const filled = SHARDS.filter((_, at) => dots.split(' ')[at] === '●');
      expect(names).toBe(filled.length === 0 ? 'no shard' : filled.join(' '));
    }
    const customer = /shard +(shard_\d) {2}topology/.exec(first.output)?.[1];
    const calls = first.output.split('\n\n').filter((text) => /(userId|id): 42n/.test(text));
    const single = calls.filter((text) => /● .*shard_\d {2}\d+ statement/.test(text));
    expect(single.length).toBeGreaterThan(4);
    for (const text of single) expect(text).toContain(`  ${customer}  `);
  });

  test('shows the named errors of the calls that are refused', () => {
    expect(first.output).toMatch(/as never\)\n.*no shard {2}0 statements.*\n.*SG3\d{3}: .*Order/);
    expect(first.output).toMatch(/no shard {2}0 statements.*\n.*SG3\d{3}: .*data\.items\.connect/);
  });

  test('shows what the compiler really says', () => {
    expect(first.output).toContain('forgets-the-key.ts:7:27 - error TS2322');
    expect(first.output).toContain("required in type 'OrderShardKey'");
    expect(first.output).toContain("required in type 'UserShardKey'");
    expect(first.output).toContain('Order.userId is the shard key and cannot be updated');
    expect(first.output).toContain("7 await db.order.findMany({ where: { status: 'OPEN' } });");
  });

  test('stops the server when it is interrupted', () => {
    expect(interrupted.exitCode).toBe(130);
    expect(interrupted.output).toContain('Interrupted. Nothing is left running');
    expect(interrupted.output).not.toContain('Error');
  });

  test('says the same again, after runs that were killed and interrupted', () => {
    expect(second.exitCode, second.output).toBe(0);
    expect(timeless(second.output)).toBe(timeless(first.output));
  });

  test('leaves no server behind', async () => {
    expect(await serversIn(folder)).toEqual([]);
  });
});

/** A user that owns nothing and may write nowhere here. */
const STRANGER = { uid: 65534, gid: 65534 };

/** Only root can become another user, and that user has to reach this folder. */
function strangersCanRead(): boolean {
  if (process.getuid?.() !== 0) return false;
  const list = `require('fs').readdirSync(${JSON.stringify(ROOT)})`;
  return spawnSync(process.execPath, ['-e', list], STRANGER).status === 0;
}

describe.runIf(strangersCanRead())('npm start, by a user who may only read the checkout', () => {
  test('works like any other run', async () => {
    const own = await mkdtemp(path.join(tmpdir(), 'shardgen tour '));
    await chown(own, STRANGER.uid, STRANGER.gid);
    const { exitCode, output } = await startTour({ SHARDGEN_TOUR_DIRECTORY: own }, STRANGER).ended;
    await rm(own, { recursive: true });
    expect(exitCode, output).toBe(0);
    expect(await serversIn(own)).toEqual([]);
  });
});

describe('npm start, where it cannot work', () => {
  test('ends with a named error that says what to do', async () => {
    // A file stands where the folder of the server would be.
    const place = fileURLToPath(import.meta.url);
    const { exitCode, output } = await startTour({ SHARDGEN_TOUR_DIRECTORY: place }).ended;
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: expect.stringMatching(/\n {2}SG6\d{3}: .*\n(.*\n)* +fix: /),
    });
  });
});

describe('the example shop', () => {
  test('compiles, its tour included', () => {
    const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', 'examples/shop'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  test('has no warnings in its schema', () => {
    const cli = path.join(ROOT, 'dist', 'generator', 'cli.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'validate'], {
      cwd: path.join(ROOT, 'examples', 'shop'),
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect({ status, text: stdout + stderr }).toEqual({
      status: 0,
      text: expect.not.stringContaining('warning'),
    });
  });
});
