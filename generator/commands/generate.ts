import type { Render } from '../pipeline.js';
import type { ClientRequest } from '../prisma-client/client-request.js';
import { clientRequest } from '../project/client-request.js';
import { outputOf } from '../project/output-of.js';
import { type GenerationPlan, planGeneration } from '../project/plan-generation.js';
import { readProject } from '../project/read-project.js';
import { writePlan } from '../project/write-plan.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { printStale } from './print-stale.js';
import { printPlan } from './report-plan.js';

export interface GenerateOptions {
  readonly schema?: string;
  readonly out?: string;
  readonly config?: string;
  readonly check?: boolean;
  readonly acceptTopologyChange?: boolean;
}

/** What a process keeps that generates again and again. */
export interface Standing {
  /** Is told the files, beside schema and config, that the output depends on. */
  readonly follow?: (files: readonly string[]) => void;
  readonly render?: Render;
  /** Makes the client behind the repositories; without it both are written together. */
  readonly clientLater?: ((request: ClientRequest) => void) | undefined;
}

const isCurrent = (plan: GenerationPlan) =>
  plan.shards.changes.length === 0 && (plan.client?.changes.length ?? 0) === 0;

/**
 * `shardgen generate`: config and schema in, Prisma client and repositories out. With `check`
 * nothing is written.
 *
 * @throws SG2xxx when the set-up does not allow it; then nothing was written.
 */
export async function generate(
  context: CommandContext,
  options: GenerateOptions,
  standing: Standing = {},
): Promise<ExitCode> {
  const project = await readProject({ cwd: context.cwd, ...options });
  standing.follow?.(project.strategyFiles);
  await printDiagnostics(context.terminal, project.diagnostics, project.files);
  if (project.model === undefined) return EXIT.problems;
  const plan = await planGeneration(project, project.model, {
    out: options.out,
    // --check shows a changed topology as stale files, like any other change
    acceptTopologyChange: options.acceptTopologyChange === true || options.check === true,
    withClient: standing.clientLater === undefined,
    render: standing.render,
  });
  if (options.check === true) {
    if (!isCurrent(plan)) {
      printStale(context, plan);
      return EXIT.problems;
    }
    context.terminal.out(`${context.terminal.colors.green('✔')} the generated files are current`);
    return EXIT.ok;
  }
  await writePlan(plan);
  printPlan(context, plan);
  const { client } = outputOf(project, options.out);
  standing.clientLater?.(clientRequest(project, client));
  return EXIT.ok;
}
