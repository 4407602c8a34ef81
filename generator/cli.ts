#!/usr/bin/env node
import { EXIT, type ExitCode, exitCodeOf } from './commands/exit-code.js';
import { packageVersion } from './package-version.js';
import { processAsk } from './terminal/ask.js';
import { isNamedError, printError, printUnforeseen } from './terminal/print-error.js';
import { processTerminal } from './terminal/terminal.js';

async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal(argv);
  try {
    const { runProgram } = await import('./commands/program.js');
    const context = { cwd: process.cwd(), terminal, ask: processAsk() };
    return await runProgram(argv, packageVersion(), context);
  } catch (thrown) {
    if (isNamedError(thrown)) {
      printError(terminal, thrown);
      return exitCodeOf(thrown.code);
    }
    printUnforeseen(terminal, thrown);
    return EXIT.setup;
  }
}

const argv = process.argv.slice(2);
if (argv.length === 0 && process.env['PRISMA_GENERATOR_INVOCATION'] !== undefined) {
  const { servePrisma } = await import('./prisma-generator/serve-prisma.js');
  servePrisma();
} else {
  process.exitCode = await main(argv);
}
