import { relative } from 'node:path';
import type { FileChange } from '../output/file-change.js';
import type { FolderPlan, GenerationPlan } from '../project/plan-generation.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';

function changed(changes: readonly FileChange[]): string {
  const kinds = ['added', 'changed', 'removed'] as const;
  return kinds
    .map((kind) => ({ kind, amount: changes.filter((change) => change.kind === kind).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ kind, amount }) => `${amount} ${kind}`)
    .join(', ');
}

function reportClient({ folder, changes }: FolderPlan, cwd: string): readonly string[] {
  return changes.length === 0
    ? []
    : [`Prisma client in ${relative(cwd, folder) || '.'}: ${changed(changes)}`];
}

/** The sentences about a run, one per folder: `repositories in src/shards: 2 files, 1 changed`. */
export function reportPlan(plan: GenerationPlan, cwd: string): readonly string[] {
  const shown = (folder: string) => relative(cwd, folder) || '.';
  const state = plan.shards.changes.length === 0 ? 'up to date' : changed(plan.shards.changes);
  return [
    ...(plan.client === undefined ? [] : reportClient(plan.client, cwd)),
    `repositories in ${shown(plan.shards.folder)}: ${count(plan.fileCount, 'file')}, ${state}`,
  ];
}

function print({ terminal }: CommandContext, lines: readonly string[]): void {
  for (const line of lines) terminal.out(`${terminal.colors.green('✔')} ${line}`);
}

export function printPlan(context: CommandContext, plan: GenerationPlan): void {
  print(context, reportPlan(plan, context.cwd));
}

export function printClient(context: CommandContext, plan: FolderPlan): void {
  print(context, reportClient(plan, context.cwd));
}
