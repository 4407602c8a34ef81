import { InvalidArgumentError } from 'commander';
import type { ExitCode } from './exit-code.js';

export const SCHEMA = [
  '--schema <path>',
  'schema file or folder (default: where Prisma looks)',
] as const;
export const CONFIG = ['--config <path>', 'config file (default: shardgen.config.ts)'] as const;

/** An unset variable in `--out "$OUT"` would otherwise mean the working folder. */
export function pathOf(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It has to be a path, but it is empty.');
  return value;
}

/** Told how a command ended. */
export type Done = (code: ExitCode) => void;
