import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { DIRECTORY_LIST_HELP, DIRECTORY_MOVE_HELP } from './help-texts.js';
import { CONFIG, type Done, pathOf, SCHEMA } from './options.js';

export function defineDirectoryCommands(
  program: Command,
  context: CommandContext,
  done: Done,
): void {
  const directory = program.command('directory').description('move keys of @@shard.lookup');
  directory
    .command('move')
    .description('move all rows of a key to another shard')
    .argument('<model>', 'name of a model that has a directory')
    .argument('[key...]', 'the shard key: one value per key field, in order')
    .option('--to <shard>', 'the shard where the key shall live')
    .option('--cancel', 'give up a move that was broken off before the key changed its shard')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', DIRECTORY_MOVE_HELP)
    .action(async (model: string, key: string[], options: object) => {
      const { directoryMove } = await import('./directory-moves.js');
      done(await directoryMove(context, model, key, options));
    });
  directory
    .command('list')
    .description('list the moves that have not ended')
    .option(...CONFIG, pathOf)
    .option('--json', 'print the list as JSON')
    .addHelpText('after', DIRECTORY_LIST_HELP)
    .action(async (options: object) => {
      const { directoryList } = await import('./directory-moves.js');
      done(await directoryList(context, options));
    });
}
