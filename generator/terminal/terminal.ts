import { createColors } from 'picocolors';
import { systemCodeOf } from '../errors/quote.js';

export type Colors = ReturnType<typeof createColors>;

/** Where a command prints. Results go to `out`, everything about problems to `problem`. */
export interface Terminal {
  readonly colors: Colors;
  out(line: string): void;
  problem(line: string): void;
}

/** Colour only for a person: a terminal, no NO_COLOR, no --no-color. */
export function wantsColor(argv: readonly string[], env: NodeJS.ProcessEnv, tty: boolean): boolean {
  if (argv.includes('--no-color') || (env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0') return true;
  return tty && env['TERM'] !== 'dumb';
}

/** `shardgen --help | head` closes our output early: nobody reads on, which is no failure. */
function outliveReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: Error) => {
    if (systemCodeOf(error) !== 'EPIPE') throw error;
  });
}

/** The process's own streams. */
export function processTerminal(argv: readonly string[]): Terminal {
  outliveReader(process.stdout);
  outliveReader(process.stderr);
  const tty = process.stdout.isTTY === true && process.stderr.isTTY === true;
  return {
    colors: createColors(wantsColor(argv, process.env, tty)),
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
    problem: (line) => {
      process.stderr.write(`${line}\n`);
    },
  };
}
