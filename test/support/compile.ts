import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The compilers that shardgen promises to work with, by the name of the installed package. */
export const COMPILERS = ['typescript-5.9', 'typescript-6', 'typescript'] as const;
export type Compiler = (typeof COMPILERS)[number];

/** An error of the compiler, with all its lines. */
export interface CompileError {
  /** Absolute; empty for an error that belongs to no file. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What one run of the compiler said. */
export interface Compilation {
  readonly errors: readonly CompileError[];
  /** The version of the compiler that ran, to prove which one it was. */
  readonly version: string;
}

const require = createRequire(import.meta.url);
const packageRoot = (name: string) => dirname(require.resolve(`${name}/package.json`));

const FIRST_LINE = /^(?:(.+?)\((\d+),\d+\): )?error TS\d+: (.*)$/;

/** Errors begin a line; what explains them is indented below. */
function parseErrors(output: string, folder: string): readonly CompileError[] {
  const errors: CompileError[] = [];
  for (const line of output.split('\n')) {
    const first = FIRST_LINE.exec(line);
    const last = errors.at(-1);
    if (first) {
      const [, file, number, message = ''] = first;
      errors.push({
        file: file === undefined ? '' : resolve(folder, file),
        line: Number(number ?? 0),
        message,
      });
    } else if (line.trim() !== '' && last) {
      errors[errors.length - 1] = { ...last, message: `${last.message}\n${line}` };
    } else if (line.trim() !== '') {
      errors.push({ file: '', line: 0, message: line });
    }
  }
  return errors;
}

/** TypeScript 7 has no JavaScript API, so every version is asked in the same way: as a program. */
function run(compiler: Compiler, args: readonly string[], folder: string): Promise<string> {
  const bin = join(packageRoot(compiler), 'bin', 'tsc');
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=4096', bin, ...args],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // Exit codes 1 and 2 mean "there are errors", which is an answer.
        const answered = error === null || error.code === 1 || error.code === 2;
        if (answered) done(`${stdout}${stderr}`);
        else fail(error);
      },
    );
  });
}

/** Compiles the project in `folder` under the given `tsconfig.json`, without emitting. */
export async function compile(
  compiler: Compiler,
  folder: string,
  tsconfig: object,
): Promise<Compilation> {
  const project = join(folder, `tsconfig.${compiler}.json`);
  await writeFile(project, JSON.stringify(tsconfig, undefined, 2));
  const [version, output] = await Promise.all([
    run(compiler, ['--version'], folder),
    run(compiler, ['--noEmit', '--pretty', 'false', '-p', project], folder),
  ]);
  return { version: version.trim().replace(/^Version /, ''), errors: parseErrors(output, folder) };
}

/** Everything strict that TypeScript has, as a careful project would set it. */
export const STRICTEST = {
  target: 'ES2023',
  lib: ['ES2023'],
  types: ['node'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  moduleDetection: 'force',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
} as const;

/** What a project with a bundler sets, and no more. */
export const RELAXED = {
  target: 'ES2022',
  lib: ['ES2023'],
  types: ['node'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  skipLibCheck: true,
} as const;
