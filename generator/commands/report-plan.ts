import { relative } from 'node:path';
import type { FileChange } from '../output/file-change.js';
import type { GenerationPlan } from '../project/plan-generation.js';
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

/** The sentences about a run, one per folder: `repositories in src/shards: 2 files, 1 changed`. */
export function reportPlan(plan: GenerationPlan, cwd: string): readonly string[] {
  const shown = (folder: string) => relative(cwd, folder) || '.';
  const lines: string[] = [];
  if (plan.client !== undefined && plan.client.changes.length > 0) {
    lines.push(`Prisma client in ${shown(plan.client.folder)}: ${changed(plan.client.changes)}`);
  }
  const state = plan.shards.changes.length === 0 ? 'up to date' : changed(plan.shards.changes);
  lines.push(
    `repositories in ${shown(plan.shards.folder)}: ${count(plan.fileCount, 'file')}, ${state}`,
  );
  return lines;
}

export function printPlan(context: CommandContext, plan: GenerationPlan): void {
  const { green } = context.terminal.colors;
  for (const line of reportPlan(plan, context.cwd)) context.terminal.out(`${green('✔')} ${line}`);
}
