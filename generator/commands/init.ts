import { relative } from 'node:path';
import { closest } from '../../schema/diagnostics/did-you-mean.js';
import { type ProposalOutcome, proposeSharding } from '../../schema/proposal/propose-sharding.js';
import { wrongRoot } from '../errors/command-errors.js';
import { type ProjectFiles, readProjectFiles } from '../project/read-project.js';
import { writeSchema } from '../project/write-schema.js';
import type { Ask } from '../terminal/ask.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { proposalJson, refusalJson } from './init-json.js';
import { printProposal } from './init-report.js';

export interface InitOptions {
  readonly schema?: string;
  readonly config?: string;
  readonly root?: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Proposed = Extract<ProposalOutcome, { kind: 'proposed' }>;
type Readable = Exclude<ProposalOutcome, { kind: 'wrong root' }>;

/**
 * `shardgen init`: how a schema could be sharded, and what would break. Writes the annotations with
 * `yes`, or when a person says so.
 *
 * @throws SG2407 to SG2409, and what finding and reading the schema throws.
 */
export async function init(context: CommandContext, options: InitOptions): Promise<ExitCode> {
  const { terminal } = context;
  const project = await readProjectFiles({ cwd: context.cwd, ...options });
  const outcome = propose(project, options.root ?? []);
  if (outcome.kind === 'refused') {
    if (options.json === true) terminal.out(refusalJson(outcome.diagnostics));
    else await printDiagnostics(terminal, outcome.diagnostics, project.files);
    return EXIT.problems;
  }
  if (options.json === true) {
    const written = options.yes === true ? await writeSchema(project, outcome.annotated) : [];
    terminal.out(proposalJson(outcome.proposal, written));
    return EXIT.ok;
  }
  print(context, project, outcome);
  if (outcome.proposal.edits.length === 0) {
    terminal.out('There is nothing to write.');
    return EXIT.ok;
  }
  if (options.yes === true) {
    await write(context, project, outcome);
    return EXIT.ok;
  }
  if (context.ask === undefined) {
    terminal.out('Nothing was written. To write the annotations: npx shardgen init --yes');
    return EXIT.ok;
  }
  await converse(context, context.ask, project, outcome, options.root === undefined);
  return EXIT.ok;
}

/** Without a config it is not known which shards there are. */
function wishesOf({ config }: ProjectFiles, roots: readonly string[]) {
  const shards = config.shards.map((shard) => shard.name);
  return { roots, shards: shards.length === 0 ? undefined : shards };
}

function propose(project: ProjectFiles, roots: readonly string[]): Readable {
  const outcome = proposeSharding(project.files, wishesOf(project, roots));
  if (outcome.kind !== 'wrong root') return outcome;
  const { root, reason, models } = outcome;
  throw wrongRoot(root, reason, closest(root, models), models);
}

/** Asks for roots until nothing changes, then whether to write. */
async function converse(
  context: CommandContext,
  ask: Ask,
  project: ProjectFiles,
  first: Proposed,
  mayChoose: boolean,
): Promise<void> {
  const { terminal } = context;
  let proposed = first;
  while (mayChoose) {
    const present = proposed.proposal.roots.join(' ') || 'none';
    const answer = await ask(`Roots, first one first (Enter: ${present}): `);
    if (answer === undefined) {
      terminal.out('\nNothing was written.');
      return;
    }
    const names = answer.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 0) break;
    const next = proposeSharding(project.files, wishesOf(project, names));
    if (next.kind === 'proposed') {
      proposed = next;
      print(context, project, proposed);
    } else if (next.kind === 'wrong root') {
      terminal.problem(`"${next.root}" cannot be a root: ${next.reason}`);
    }
  }
  const { edits } = proposed.proposal;
  const files = new Set(edits.map(({ location }) => location.file)).size;
  const question = `Write ${count(edits.length, 'annotation')} into ${count(files, 'file')}? (y/N) `;
  const answer = edits.length === 0 ? undefined : await ask(question);
  if (/^y(es)?$/i.test(answer?.trim() ?? '')) await write(context, project, proposed);
  else terminal.out('Nothing was written.');
}

function print(context: CommandContext, project: ProjectFiles, { proposal }: Proposed): void {
  const shown = relative(context.cwd, project.place.path) || '.';
  printProposal(context.terminal, shown, proposal);
}

async function write(
  context: CommandContext,
  project: ProjectFiles,
  { proposal, annotated }: Proposed,
): Promise<void> {
  const { terminal } = context;
  const written = await writeSchema(project, annotated);
  const what = count(proposal.edits.length, 'annotation');
  terminal.out(`${terminal.colors.green('✔')} wrote ${what} into ${written.join(', ')}`);
  terminal.out('Next: npx shardgen validate');
}
