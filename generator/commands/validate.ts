import { readProject } from '../project/read-project.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import { resolveOwners } from '../topology/resolve-owners.js';
import { resolvePlacements } from '../topology/resolve-placements.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';
import { EXIT, type ExitCode } from './exit-code.js';

export interface ValidateOptions {
  readonly schema?: string;
  readonly config?: string;
}

/** `shardgen validate`: every mistake of schema and config, and nothing written. */
export async function validate(
  context: CommandContext,
  options: ValidateOptions,
): Promise<ExitCode> {
  const project = await readProject({ cwd: context.cwd, ...options });
  await printDiagnostics(context.terminal, project.diagnostics, project.files);
  if (project.model === undefined) return EXIT.problems;
  resolveOwners(project.model, project.config);
  resolvePlacements(project.model, project.config);
  const { models, groups } = project.model;
  const { green } = context.terminal.colors;
  const what = `${count(models.length, 'model')} in ${count(groups.length, 'colocation group')}`;
  context.terminal.out(`${green('✔')} the schema is valid: ${what}`);
  return EXIT.ok;
}
