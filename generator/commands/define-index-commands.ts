import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { INDEX_BACKFILL_HELP, INDEX_INSTALL_HELP, INDEX_SWEEP_HELP } from './help-texts.js';
import { CONFIG, type Done, pathOf, SCHEMA } from './options.js';

export function defineIndexCommands(program: Command, context: CommandContext, done: Done): void {
  const index = program.command('index').description('look after global indexes');
  index
    .command('install')
    .description('make the tables of global indexes on every shard')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--print', 'print the SQL, and connect to nothing')
    .addHelpText('after', INDEX_INSTALL_HELP)
    .action(async (options: object) => {
      const { indexInstall } = await import('./index-maintenance.js');
      done(await indexInstall(context, options));
    });
  index
    .command('backfill')
    .description('bring the rows that are there into the global indexes')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', INDEX_BACKFILL_HELP)
    .action(async (options: object) => {
      const { indexBackfill } = await import('./index-maintenance.js');
      done(await indexBackfill(context, options));
    });
  index
    .command('sweep')
    .description('release values that no row has any more')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', INDEX_SWEEP_HELP)
    .action(async (options: object) => {
      const { indexSweep } = await import('./index-maintenance.js');
      done(await indexSweep(context, options));
    });
}
