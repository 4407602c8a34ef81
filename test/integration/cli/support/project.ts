import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { addFiles } from '../../../unit/generator/temp-folder.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const REPOSITORY = at('../../../../');
const CLI = join(REPOSITORY, 'generator', 'cli.ts');
const NODE_ARGS = ['--import', import.meta.resolve('tsx'), CLI];

/** The command by which Prisma starts our generator from the sources. */
export const GENERATOR_COMMAND = [process.execPath, ...NODE_ARGS].join(' ');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const CLEAN_ENV = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };

function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const env = { ...CLEAN_ENV, ...options.env };
  return spawn(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function finished(child: ChildProcess): Promise<Finished> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

export interface Project {
  readonly folder: string;
  add(files: Readonly<Record<string, string>>): void;
  shardgen(args: readonly string[], options?: SpawnOptions): Promise<Finished>;
  /** A command that runs until it is stopped. */
  startShardgen(args: readonly string[], options?: SpawnOptions): Running;
  prisma(args: readonly string[]): Promise<Finished>;
}

export interface Running {
  /** Waits until what was printed holds the text. */
  printed(text: string | RegExp, count?: number): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

function running(child: ChildProcess): Running {
  let printed = '';
  const end = finished(child);
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    printed: (text, count = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = printed.split(text).length - 1 >= count;
          if (found) {
            listeners.delete(look);
            resolve(printed);
          }
        };
        end.then(() => reject(new Error(`ended before ${text} came:\n${printed}`)), reject);
        listeners.add(look);
        look();
      }),
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return end;
    },
  };
}

/** A project in a folder of its own that sees the packages of this repository. */
export function createProject(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'shardgen-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  addFiles(folder, { 'package.json': '{"type":"module"}', ...files });
  const prismaCli = join(REPOSITORY, 'node_modules', 'prisma', 'build', 'index.js');
  // Prisma's CLI downloads an engine that generating does not need; a path keeps it from trying.
  const prismaEnv = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return {
    folder,
    add: (more) => addFiles(folder, more),
    shardgen: (args, options = {}) =>
      finished(start(process.execPath, [...NODE_ARGS, ...args], { cwd: folder, ...options })),
    startShardgen: (args, options = {}) =>
      running(start(process.execPath, [...NODE_ARGS, ...args], { cwd: folder, ...options })),
    prisma: (args) =>
      finished(start(process.execPath, [prismaCli, ...args], { cwd: folder, env: prismaEnv })),
  };
}
