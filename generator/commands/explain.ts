import { resolveScatter } from '../../runtime/client/resolve-scatter.js';
import { createCursorSigner } from '../../runtime/cursor/cursor-signer.js';
import { explain as explainCall } from '../../runtime/scatter/explain/explain.js';
import { readScatterOptions } from '../../runtime/scatter/options/read-options.js';
import type { MergeStep, ScatterPlan } from '../../runtime/scatter/surface/scatter-plan.js';
import { shardsUnknown } from '../errors/command-errors.js';
import { projectRouter } from '../project/project-router.js';
import { readProject } from '../project/read-project.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { modelNamed } from './model-named.js';
import { parseArguments } from './parse-arguments.js';

export interface ExplainOptions {
  readonly schema?: string;
  readonly config?: string;
  readonly method?: string;
  readonly json?: boolean;
}

/**
 * `shardgen explain`: what a call over all shards would ask of which shards, and how their answers would be
 * merged.
 *
 * @throws SG2402, SG2405, SG2410, SG2413, what reading the project throws, and what the call itself throws
 * before it asks a shard.
 */
export async function explain(
  context: CommandContext,
  name: string,
  args: string | undefined,
  options: ExplainOptions,
): Promise<ExitCode> {
  const project = await readProject({ cwd: context.cwd, ...options });
  if (project.model === undefined) {
    await printDiagnostics(context.terminal, project.diagnostics, project.files);
    return EXIT.problems;
  }
  const [model] = modelNamed(project.model, name);
  const given = args === undefined ? undefined : parseArguments(args);
  if (project.config.shards.length === 0) throw shardsUnknown('explain');
  const router = await projectRouter(project, project.model);
  const asker = { model: model.name, method: 'onAllShards' } as const;
  // What createShards() will be told is not known here.
  const limits = readScatterOptions(asker, undefined, resolveScatter(undefined, undefined));
  const runtime = { router, clientOmit: undefined, signCursor: createCursorSigner() };
  const scope = { plan: router.plan(model.name), runtime, options: limits };
  const plan = explainCall(scope, given, options.method);
  if (options.json === true) context.terminal.out(JSON.stringify(plan, printable, 2));
  else print(context, plan);
  return EXIT.ok;
}

/** JSON has no bigints. */
function printable(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function print({ terminal }: CommandContext, plan: ScatterPlan): void {
  const { bold, dim, green } = terminal.colors;
  const { asks, hiddenColumns, limits, merge, method, model, pushedDown, route } = plan;
  const row = (label: string, value: string, why = '') => {
    terminal.out(`  ${dim(label.padEnd(7))} ${value}${why === '' ? '' : `  ${dim(why)}`}`);
  };
  terminal.out(`${bold(model)}.onAllShards().${method}()`);
  row('shards', green(bold(route.shards.join(', '))), route.why);
  if (route.pruned.length > 0) row('pruned', route.pruned.join(', '));
  row('each', `${asks}(${Object.keys(pushedDown).length === 0 ? '' : shown(pushedDown)})`);
  for (const [i, step] of merge.entries()) row(i === 0 ? 'merge' : '', shownStep(step));
  if (hiddenColumns.length > 0)
    row('hidden', hiddenColumns.join(', '), 'read, and taken out again');
  const { concurrency, maxRows } = limits;
  row(
    'limits',
    `${maxRows} rows at once, ${concurrency} shards at a time`,
    'unless told otherwise',
  );
}

function shownStep({ operator, ...details }: MergeStep): string {
  const listed = Object.entries(details).map(([name, value]) => `${name} ${shown(value)}`);
  return [operator, ...listed].join(' ');
}

const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** As one would write it in a call. */
function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, each]) => {
    return `${IDENTIFIER.test(name) ? name : JSON.stringify(name)}: ${shown(each)}`;
  });
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
