import type { ShardingModel } from '../../schema/model/sharding-model.js';
import { type GeneratedShards, openGeneratedShards } from '../project/open-generated-shards.js';
import { readProject } from '../project/read-project.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** Where a project is. */
export interface ProjectOptions {
  readonly schema?: string;
  readonly config?: string;
}

/**
 * Opens the generated code of a project, and closes it. `judge` looks at the schema before, and says what to
 * do with the client.
 *
 * @throws SG2432, SG2433, and what `judge` throws.
 */
export async function withGeneratedShards(
  { cwd, terminal }: CommandContext,
  { schema, config }: ProjectOptions,
  judge: (model: ShardingModel) => (shards: GeneratedShards) => Promise<ExitCode>,
): Promise<ExitCode> {
  const project = await readProject({ cwd, schema, config });
  if (project.model === undefined) {
    await printDiagnostics(terminal, project.diagnostics, project.files);
    return EXIT.problems;
  }
  const work = judge(project.model);
  const shards = await openGeneratedShards(project);
  try {
    return await work(shards);
  } finally {
    // Sound: every generated client has this method.
    await (shards['$disconnect'] as () => Promise<void>)();
  }
}
