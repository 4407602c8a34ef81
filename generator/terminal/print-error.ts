import type { Terminal } from './terminal.js';

interface NamedError {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** Any ShardgenError, also one of a second install, where `instanceof` does not help. */
export function isNamedError(thrown: unknown): thrown is Error & NamedError {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    typeof thrown.code === 'string' &&
    /^SG\d{4}$/.test(thrown.code) &&
    'fix' in thrown &&
    typeof thrown.fix === 'string'
  );
}

/** `error[SG2101]: what is wrong`, then the fix. */
export function printError(terminal: Terminal, error: NamedError): void {
  const { red, bold, cyan } = terminal.colors;
  const body = error.message.replace(`${error.code}: `, '').replace(`\n  fix: ${error.fix}`, '');
  terminal.problem(`${red(bold(`error[${error.code}]`))}${bold(':')} ${body}`);
  terminal.problem(`  ${cyan('fix:')} ${error.fix}`);
}

/** What nobody foresaw: a bug of ours, with its stack. */
export function printUnforeseen(terminal: Terminal, thrown: unknown): void {
  const { red, bold } = terminal.colors;
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  terminal.problem(`${red(bold('error'))}${bold(':')} unexpected failure inside shardgen\n${text}`);
}
