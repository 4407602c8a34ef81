import { join, relative } from 'node:path';
import { type ChangeSummary, summarizeChange } from '../output/diff-summary.js';
import type { FolderPlan, GenerationPlan } from '../project/plan-generation.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';

const SHOWN_FILES = 40;

function printSummary(context: CommandContext, folder: string, summary: ChangeSummary): void {
  const { terminal, cwd } = context;
  const { green, red, dim, yellow } = terminal.colors;
  const path = relative(cwd, join(folder, summary.path));
  const amount = `${green(`+${summary.linesAdded}`)} ${red(`-${summary.linesRemoved}`)}`;
  terminal.problem(`  ${yellow(summary.kind.padEnd(7))} ${path} (${amount} lines)`);
  for (const line of summary.firstHunk) {
    const paint = line.startsWith('+') ? green : line.startsWith('-') ? red : dim;
    terminal.problem(`      ${paint(line)}`);
  }
}

function printFolder(context: CommandContext, plan: FolderPlan): void {
  for (const change of plan.changes.slice(0, SHOWN_FILES)) {
    printSummary(context, plan.folder, summarizeChange(change));
  }
  const hidden = plan.changes.length - SHOWN_FILES;
  if (hidden > 0) context.terminal.problem(`  and ${count(hidden, 'more file')}`);
}

/** The answer of `--check`: per file what differs, and the command that mends it. */
export function printStale(context: CommandContext, plan: GenerationPlan): void {
  const { red, bold, cyan } = context.terminal.colors;
  const folders = [plan.client, plan.shards].filter((folder) => folder !== undefined);
  const files = folders.reduce((sum, folder) => sum + folder.changes.length, 0);
  const verb = files === 1 ? 'is' : 'are';
  context.terminal.problem(
    `${red(bold('stale'))}${bold(':')} ${count(files, 'generated file')} ${verb} not what the schema and the config say`,
  );
  for (const folder of folders) printFolder(context, folder);
  context.terminal.problem(`  ${cyan('fix:')} run: npx shardgen generate`);
}
