import type { GlobalIndexes } from '../../runtime/global-index/maintenance/global-indexes.js';
import { noGlobalIndex } from '../errors/index-command-errors.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { type ProjectOptions, withGeneratedShards } from './with-generated-shards.js';

export interface IndexOptions extends ProjectOptions {
  readonly print?: boolean;
  readonly json?: boolean;
}

/** `shardgen index install`. */
export async function indexInstall(
  context: CommandContext,
  options: IndexOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.print === true) {
    const { INDEX_TABLES } = await import('../../runtime/global-index/index-tables.js');
    terminal.out(INDEX_TABLES.trimEnd());
    return EXIT.ok;
  }
  return withIndexes(context, options, async (indexes) => {
    await indexes.install();
    terminal.out(`${terminal.colors.green('✔')} every shard has the tables of global indexes`);
    return EXIT.ok;
  });
}

/** `shardgen index backfill`: 1 when a value is on two rows. */
export async function indexBackfill(
  context: CommandContext,
  options: IndexOptions,
): Promise<ExitCode> {
  return withIndexes(context, options, async (indexes) => {
    const report = await indexes.backfill();
    const { rows, added, duplicates } = report;
    const { terminal } = context;
    if (options.json === true) terminal.out(JSON.stringify(report, plain, 2));
    else {
      const { green, red } = terminal.colors;
      terminal.out(
        `${green('✔')} ${count(rows, 'row')} read, ${count(added, 'value')} added to the indexes`,
      );
      for (const { index, values, keys } of duplicates) {
        const [one, other] = keys;
        terminal.out(
          `${red('✘')} ${index}: ${JSON.stringify(values, plain)} is on two rows, of the shard keys ${one} and ${other}`,
        );
      }
    }
    return duplicates.length === 0 ? EXIT.ok : EXIT.problems;
  });
}

/** `shardgen index sweep`. */
export async function indexSweep(
  context: CommandContext,
  options: IndexOptions,
): Promise<ExitCode> {
  return withIndexes(context, options, async (indexes) => {
    const report = await indexes.sweep();
    const { terminal } = context;
    if (options.json === true) terminal.out(JSON.stringify(report, undefined, 2));
    else {
      const { checked, released } = report;
      terminal.out(
        `${terminal.colors.green('✔')} ${count(checked, 'value')} checked, ${released} released`,
      );
    }
    return EXIT.ok;
  });
}

const plain = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

async function withIndexes(
  context: CommandContext,
  options: IndexOptions,
  work: (indexes: GlobalIndexes) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withGeneratedShards(context, options, ({ models }) => {
    if (models.every(({ indexes }) => indexes.length === 0)) throw noGlobalIndex();
    // Sound: the generated code of a schema with global indexes has them.
    return (shards) => work(shards['$globalIndexes'] as GlobalIndexes);
  });
}
