import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import {
  REFERENCE_CHECK_HELP,
  REFERENCE_INSTALL_HELP,
  REFERENCE_REPAIR_HELP,
} from './help-texts.js';
import { CONFIG, type Done, pathOf, SCHEMA } from './options.js';

export function defineReferenceCommands(
  program: Command,
  context: CommandContext,
  done: Done,
): void {
  const reference = program.command('reference').description('look after reference models');
  reference
    .command('install')
    .description('make the tables that writes of reference models need, on every shard')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--print', 'print the SQL, and connect to nothing')
    .addHelpText('after', REFERENCE_INSTALL_HELP)
    .action(async (options: object) => {
      const { referenceInstall } = await import('./reference-maintenance.js');
      done(await referenceInstall(context, options));
    });
  reference
    .command('check')
    .description('compare the copies of all shards; exit 1 when they differ')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', REFERENCE_CHECK_HELP)
    .action(async (options: object) => {
      const { referenceCheck } = await import('./reference-maintenance.js');
      done(await referenceCheck(context, options));
    });
  reference
    .command('repair')
    .description('make the copies of all shards equal to those of one')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--from <shard>', 'whose copies are right (default: the shard whose name sorts first)')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', REFERENCE_REPAIR_HELP)
    .action(async (options: object) => {
      const { referenceRepair } = await import('./reference-maintenance.js');
      done(await referenceRepair(context, options));
    });
}
