import { relative } from 'node:path';
import type { CompileError } from '../support/compile.js';
import type { Program } from './programs.js';

const place = (file: string, line: number) => `${relative(process.cwd(), file)}:${line}`;

const isIn = (program: Program) => (error: CompileError) =>
  error.file === program.file && error.line >= program.firstLine && error.line <= program.lastLine;

function verdict(program: Program, errors: readonly CompileError[]): readonly string[] {
  const where = `${place(program.file, program.firstLine)} ${program.title}`;
  const [error, ...more] = errors;
  if (error === undefined) return [`${where}: compiles, and must not`];
  if (more.length > 0) {
    return [
      `${where}: ${errors.length} errors, not one:\n${errors.map((e) => e.message).join('\n')}`,
    ];
  }
  return program.expected
    .filter((text) => !error.message.includes(text))
    .map((text) => `${where}: the error does not say\n  ${text}\nbut\n  ${error.message}`);
}

/**
 * What is wrong with the compiler's answer, one sentence each: a wrong program without its error,
 * an error that says something else, and every error outside the wrong programs.
 */
export function complaints(
  wrong: readonly Program[],
  errors: readonly CompileError[],
): readonly string[] {
  const stray = errors.filter((error) => !wrong.some((program) => isIn(program)(error)));
  return [
    ...wrong.flatMap((program) => verdict(program, errors.filter(isIn(program)))),
    ...stray.map((error) => `${place(error.file, error.line)}: ${error.message}`),
  ];
}
