import type { CheckReport, TableCheck } from '../../runtime/reference/maintenance/check.js';
import type { ReferenceModels } from '../../runtime/reference/maintenance/reference-models.js';
import { noReferenceModel } from '../errors/reference-command-errors.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { type ProjectOptions, withGeneratedShards } from './with-generated-shards.js';

export interface ReferenceOptions extends ProjectOptions {
  readonly print?: boolean;
  readonly json?: boolean;
  readonly from?: string;
}

/** `shardgen reference install`. */
export async function referenceInstall(
  context: CommandContext,
  options: ReferenceOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.print === true) {
    const { REFERENCE_TABLES } = await import('../../runtime/reference/reference-tables.js');
    terminal.out(REFERENCE_TABLES.trimEnd());
    return EXIT.ok;
  }
  return withReferences(context, options, async (references) => {
    await references.install();
    terminal.out(`${terminal.colors.green('✔')} every shard has the tables of reference models`);
    return EXIT.ok;
  });
}

/** `shardgen reference check`: 1 when copies differ. */
export async function referenceCheck(
  context: CommandContext,
  options: ReferenceOptions,
): Promise<ExitCode> {
  return withReferences(context, options, async (references) => {
    const report = await references.check();
    const { terminal } = context;
    if (options.json === true) terminal.out(JSON.stringify(report, undefined, 2));
    else printCheck(context, report);
    return report.equal ? EXIT.ok : EXIT.problems;
  });
}

function printCheck({ terminal }: CommandContext, { equal, tables }: CheckReport): void {
  const { green, red } = terminal.colors;
  const nameOf = ({ model, table }: TableCheck) =>
    model === table ? model : `${model} (${table})`;
  for (const table of tables) {
    const [first] = table.shards;
    if (table.equal) {
      const what = `${count(first?.rows ?? 0, 'row')}, the same on ${count(table.shards.length, 'shard')}`;
      terminal.out(`${green('✔')} ${nameOf(table)}: ${what}`);
      continue;
    }
    terminal.out(`${red('✘')} ${nameOf(table)}: the copies differ`);
    for (const { shard, rows, checksum } of table.shards) {
      terminal.out(`    ${shard}  ${checksum}  ${count(rows, 'row')}`);
    }
  }
  if (!equal) terminal.out('make them equal with: npx shardgen reference repair');
}

/** `shardgen reference repair`: 1 when rows are left that differ. */
export async function referenceRepair(
  context: CommandContext,
  options: ReferenceOptions,
): Promise<ExitCode> {
  return withReferences(context, options, async (references) => {
    const report = await references.repair(
      options.from === undefined ? {} : { from: options.from },
    );
    const { from, repaired, left } = report;
    const { terminal } = context;
    if (options.json === true) terminal.out(JSON.stringify(report, undefined, 2));
    else {
      const { green, red } = terminal.colors;
      for (const { shard, table, inserted, updated, deleted } of repaired) {
        const what = `${count(inserted, 'row')} added, ${updated} changed, ${deleted} deleted`;
        terminal.out(`${green('✔')} ${shard}: ${table}: ${what}`);
      }
      for (const { shard, table, id, why } of left) {
        terminal.out(`${red('✘')} ${shard}: ${table} ${id.join(', ')} still differs: ${why}`);
      }
      if (left.length === 0) terminal.out(`${green('✔')} all copies are those of ${from}`);
    }
    return left.length === 0 ? EXIT.ok : EXIT.problems;
  });
}

async function withReferences(
  context: CommandContext,
  options: ReferenceOptions,
  work: (references: ReferenceModels) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withGeneratedShards(context, options, ({ models }) => {
    if (models.every(({ copies }) => copies === undefined)) throw noReferenceModel();
    // Sound: the generated code of a schema with reference models has them.
    return (shards) => work(shards['$referenceModels'] as ReferenceModels);
  });
}
