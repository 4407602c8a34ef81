import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.js';
import { defineDirectoryCommands } from './define-directory-commands.js';
import { defineIndexCommands } from './define-index-commands.js';
import { defineReferenceCommands } from './define-reference-commands.js';
import { EXIT, type ExitCode } from './exit-code.js';
import {
  CONTROL_INSTALL_HELP,
  DEV_HELP,
  EXPLAIN_HELP,
  GENERATE_HELP,
  INIT_HELP,
  MAIN_HELP,
  ROUTE_HELP,
  VALIDATE_HELP,
} from './help-texts.js';
import { CONFIG, type Done, pathOf, SCHEMA } from './options.js';

function listOf(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** Each command is loaded only when it runs, so that the others start quickly. */
function defineCommands(program: Command, context: CommandContext, done: Done): void {
  program
    .command('init')
    .description('propose a sharding for a schema; write its annotations when told to')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--root <model>', 'a model that has to be a root (may be given again)', listOf)
    .option('--yes', 'write the annotations into the schema without asking')
    .option('--json', 'print the proposal as JSON; writes only with --yes')
    .addHelpText('after', INIT_HELP)
    .action(async (options: object) => {
      const { init } = await import('./init.js');
      done(await init(context, options));
    });
  program
    .command('generate')
    .description('make the typed repositories (and the Prisma client) from the schema')
    .option(...SCHEMA, pathOf)
    .option('--out <folder>', 'where to write (default: `shards` beside the Prisma client)', pathOf)
    .option(...CONFIG, pathOf)
    .option('--check', 'write nothing; exit 1 and show what differs when the output is stale')
    .option('--watch', 'generate again whenever the schema or the config is saved')
    .option('--accept-topology-change', 'let existing keys change their shard (moves no rows)')
    .addHelpText('after', GENERATE_HELP)
    .action(async (options: { watch?: boolean; check?: boolean }) => {
      if (options.watch === true) {
        if (options.check === true) program.error('--watch and --check exclude each other');
        const { watch } = await import('./watch.js');
        done(await watch(context, options));
      } else {
        const { generate } = await import('./generate.js');
        done(await generate(context, options));
      }
    });
  program
    .command('validate')
    .description('check schema and config; write nothing')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .addHelpText('after', VALIDATE_HELP)
    .action(async (options: object) => {
      const { validate } = await import('./validate.js');
      done(await validate(context, options));
    });
  program
    .command('route')
    .description('explain on which shard the rows of a key live')
    .argument('<model>', 'name of a sharded model')
    .argument('[key...]', 'the shard key: one value per key field, in order')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', ROUTE_HELP)
    .action(async (model: string, key: string[], options: object) => {
      const { route } = await import('./route.js');
      done(await route(context, model, key, options));
    });
  program
    .command('explain')
    .description('show what a call over all shards asks of them, and how it merges the answers')
    .argument('<model>', 'name of a sharded model')
    .argument('[arguments]', "the call's arguments, in quotes")
    .option('--method <name>', 'the method that is called (default: findMany)')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (model: string, args: string | undefined, options: object) => {
      const { explain } = await import('./explain.js');
      done(await explain(context, model, args, options));
    });
  program
    .command('dev')
    .description('run the shards of the config on a local PostgreSQL, until Ctrl-C')
    .option(...SCHEMA, pathOf)
    .option(...CONFIG, pathOf)
    .option('--reset', 'begin with empty databases: their rows are lost')
    .addHelpText('after', DEV_HELP)
    .action(async (options: object) => {
      const { dev } = await import('./dev.js');
      done(await dev(context, options));
    });
  defineIndexCommands(program, context, done);
  defineDirectoryCommands(program, context, done);
  defineReferenceCommands(program, context, done);
  const control = program.command('control').description('look after the control database');
  control
    .command('install')
    .description('make and upgrade the tables of the control database')
    .option(...CONFIG, pathOf)
    .option('--print', 'print the SQL, and connect to nothing')
    .addHelpText('after', CONTROL_INSTALL_HELP)
    .action(async (options: object) => {
      const { controlInstall } = await import('./control-install.js');
      done(await controlInstall(context, options));
    });
}

function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inheritSettings(command);
  }
}

/**
 * Runs one command line.
 *
 * @param argv the arguments after the program's name.
 * @throws whatever the command throws; mistakes in `argv` itself are printed and answered with 2.
 */
export async function runProgram(
  argv: readonly string[],
  version: string,
  context: CommandContext,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command('shardgen');
  program
    .description('Typed sharded repositories from an annotated Prisma schema.')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'print without colours (so does NO_COLOR=1)')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('(see: npx shardgen --help)')
    .showSuggestionAfterError()
    .addHelpText('after', MAIN_HELP)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.problem(text.trimEnd()),
    });
  defineCommands(program, context, (answer) => {
    code = answer;
  });
  inheritSettings(program);
  if (argv.length === 0) {
    program.outputHelp();
    return EXIT.ok;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? EXIT.ok : EXIT.setup;
  }
  return code;
}
