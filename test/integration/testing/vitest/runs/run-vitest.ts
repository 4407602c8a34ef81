import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCode } from '../../../../support/generated-shards.js';
import { SCHEMA } from '../../support/kit.js';

const CONFIG = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/** A project of its own, so that its test server is not the one of the outer run. */
const PROJECT = fileURLToPath(new URL('files', import.meta.url));

/** What one file said about itself. */
interface FileReport {
  readonly file: string;
  readonly worker: string;
  /** Process ids of the servers of its shards. */
  readonly servers: readonly number[];
  /** The folder that a global set-up named. */
  readonly directory: string | undefined;
}

export interface VitestRun {
  readonly code: number | null;
  readonly output: string;
  readonly reports: readonly FileReport[];
}

/** A vitest of its own. */
export interface RunOptions {
  /** For the reports of its files. */
  readonly folder: string;
  readonly globalSetup: boolean;
  readonly args: readonly string[];
}

/** Generates the client of all runs of a test file. */
export async function prepareRuns(name: string): Promise<(options: RunOptions) => VitestProcess> {
  const { entry } = await generateCode(`testing-${name}`, SCHEMA);
  return (options) => startVitest(entry, options);
}

export interface VitestProcess {
  /** What was written so far, without colours. */
  output(): string;
  reports(): Promise<readonly FileReport[]>;
  /** As Ctrl+C does. */
  interrupt(): void;
  readonly ended: Promise<VitestRun>;
}

function startVitest(client: string, { folder, globalSetup, args }: RunOptions): VitestProcess {
  const reportFile = join(folder, 'report.jsonl');
  const child = spawn(process.execPath, [VITEST, '--config', CONFIG, ...args], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment(),
      NO_COLOR: '1',
      RUN_CLIENT: client,
      RUN_SCHEMA: SCHEMA,
      RUN_REPORT: reportFile,
      ...(globalSetup ? { RUN_GLOBAL_SETUP: 'yes' } : {}),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const reports = async () => {
    const text = await readFile(reportFile, 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line): FileReport => JSON.parse(line));
  };
  return {
    output: () => output,
    reports,
    interrupt: () => child.kill('SIGINT'),
    ended: once(child, 'close').then(async ([code]) => ({
      code,
      output,
      reports: await reports(),
    })),
  };
}

/** Not what the outer run and its test server say to their workers. */
function environment(): Record<string, string | undefined> {
  const ofOuterRun = /^(VITEST|SHARDGEN_|TEST$|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofOuterRun.test(name)));
}
