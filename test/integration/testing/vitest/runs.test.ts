import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRunning } from '../../../../runtime/cluster/server/process-liveness.js';
import { serversIn } from '../../cluster/held-cluster.js';
import { useTestFolders } from '../server/test-folders.js';
import {
  prepareRuns,
  type RunOptions,
  type VitestProcess,
  type VitestRun,
} from './runs/run-vitest.js';

const folders = useTestFolders();
/** Folders of the test servers of the runs; there should be one. */
const directories = new Set<string>();
let start: (options: RunOptions) => VitestProcess;

beforeAll(async () => {
  start = await prepareRuns('vitest-runs');
});
// A user's project keeps its folder for the next run; this one is nobody's.
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

type Reports = VitestRun['reports'];

/** Servers and supervisors of a run that are still there. */
async function left(reports: Reports): Promise<readonly unknown[]> {
  for (const { directory } of reports) if (directory !== undefined) directories.add(directory);
  const processes = await Promise.all([...directories].map(serversIn));
  return [...processes.flat(), ...reports.flatMap(({ servers }) => servers).filter(isRunning)];
}

const nothingIsLeft = (reports: Reports) =>
  expect.poll(() => left(reports), { timeout: 20_000 }).toEqual([]);

/** Runs to its end, after which no server may be left. */
async function run(globalSetup: boolean, ...args: readonly string[]): Promise<VitestRun> {
  const folder = await folders.folder();
  const answer = await start({ folder, globalSetup, args: ['run', ...args] }).ended;
  expect(answer.reports, answer.output).not.toEqual([]);
  await nothingIsLeft(answer.reports);
  return answer;
}

function expectOneServer(reports: Reports): void {
  const servers = reports.flatMap((report) => report.servers);
  expect(servers).toHaveLength(4 * reports.length);
  expect(servers[0]).toBeGreaterThan(1);
  expect(different(servers)).toBe(1);
  expect(directories.size).toBe(1);
}

const different = (values: readonly unknown[]) => new Set(values).size;

describe('files in parallel workers share one server, and rows with nobody', () => {
  test.each([
    { globalSetup: true, pool: 'forks', files: ['elsewhere', 'one', 'two'] },
    { globalSetup: true, pool: 'threads', files: ['one', 'two'] },
    { globalSetup: false, pool: 'forks', files: ['one', 'two'] },
  ])('pool $pool, global set-up: $globalSetup', async ({ globalSetup, pool, files }) => {
    const { code, output, reports } = await run(globalSetup, ...files, `--pool=${pool}`);
    expect(code, output).toBe(0);
    expect(reports.map(({ file }) => file).sort()).toEqual(files);
    expect(different(reports.map(({ worker }) => worker))).toBe(files.length);
    expectOneServer(reports);
  });
});

test('files one after the other in one worker, without isolation', async () => {
  const { code, output, reports } = await run(true, 'one', 'two', '--no-isolate', '--maxWorkers=1');
  expect(code, output).toBe(0);
  expect(reports).toHaveLength(2);
  expect(different(reports.map(({ worker }) => worker))).toBe(1);
  expectOneServer(reports);
});

describe('hooks', () => {
  test.each(['stack', 'list'])('of a user see what they should in the order %s', async (order) => {
    const { code, output } = await run(true, 'order', `--sequence.hooks=${order}`);
    expect(output).toContain('5 passed');
    expect(code, output).toBe(0);
  });
});

describe('a run that fails', () => {
  test('says why, and leaves no server', async () => {
    const { code, output } = await run(true, 'refused');
    expect(code).toBe(1);
    for (const said of [
      '`reset` is the string "each"',
      '`sequence.hooks` is the string "parallel"',
      'the number 0 is no number of virtual shards',
      'The virtual shards are not started yet',
      'expected queries on "shard_2" and nowhere else, but none on "shard_2", some on "shard_1"',
    ]) {
      expect(output).toContain(said);
    }
    expect(output).toMatch(/^ +1 +shard_1 +User\.count +read /m);
  });
});

describe('watch mode', () => {
  test('keeps the server between runs, and leaves none when it is ended', async () => {
    const folder = await folders.folder();
    const watching = start({ folder, globalSetup: true, args: ['watch', 'one.run'] });
    await expect.poll(() => watching.output(), { timeout: 60_000 }).toContain('Waiting for file');
    const reports = await watching.reports();
    expect(reports).toHaveLength(1);
    // The supervisor, the server, and the server of each of the four shards.
    expect((await left(reports)).length).toBeGreaterThanOrEqual(6);
    watching.interrupt();
    await watching.ended;
    await nothingIsLeft(reports);
  });
});
