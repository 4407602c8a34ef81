import { dirname, join, relative, resolve } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { CONFIG_NAMES } from '../config/find-config.js';
import { loadConfig } from '../config/load-config.js';
import { writeChanges } from '../output/write-changes.js';
import { clientInBackground } from '../prisma-client/client-in-background.js';
import { findSchema } from '../source-discovery/find-schema.js';
import { isNamedError, printError } from '../terminal/print-error.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { type GenerateOptions, generate, type Standing } from './generate.js';
import { printClient } from './report-plan.js';
import { watchSchema, whenReady } from './schema-watcher.js';

/** Editors save in several steps; this long without a change means that they are done. */
const QUIET_MS = 80;

async function generateOnce(
  context: CommandContext,
  options: GenerateOptions,
  standing: Standing,
): Promise<void> {
  try {
    await generate(context, options, standing);
  } catch (thrown) {
    if (!isNamedError(thrown)) throw thrown;
    printError(context.terminal, thrown);
  }
}

/** Clients are made by another process and written by this one, so that no write is cut off. */
function openClientLater(context: CommandContext, fail: (thrown: unknown) => void) {
  return clientInBackground({
    made: async ({ target }, changes) => {
      await writeChanges(target.folder, changes);
      printClient(context, { folder: target.folder, changes });
    },
    failed: (thrown) => {
      if (isNamedError(thrown)) printError(context.terminal, thrown);
      else fail(thrown);
    },
  });
}

/** Runs of one work, never two at the same time. */
interface Runs {
  /** After the runs that are waiting. */
  now(): Promise<void>;
  /** Once after a burst of calls. */
  soon(): void;
}

function createRuns(work: () => Promise<void>, failed: (thrown: unknown) => void): Runs {
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const now = () => {
    last = last.then(work).catch(failed);
    return last;
  };
  return {
    now,
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(now, QUIET_MS);
    },
  };
}

/** What to watch: one folder for the config, since it may come and go, and the schema. */
interface Watched {
  readonly configs: readonly string[];
  readonly schema: string;
}

async function whatToWatch(context: CommandContext, options: GenerateOptions): Promise<Watched> {
  const { cwd } = context;
  const config = await loadConfig(cwd, options.config);
  const place = await findSchema(cwd, options.schema, config);
  const configs =
    options.config === undefined
      ? CONFIG_NAMES.map((name) => join(cwd, name))
      : [resolve(cwd, options.config)];
  return { configs, schema: place.path };
}

/** Its folder is watched: a config may come and go. */
async function watchConfigs(configs: readonly string[]): Promise<FSWatcher> {
  const { watch: watchPath } = await import('chokidar');
  const folder = dirname(configs[0] ?? '');
  return await whenReady(
    watchPath(folder, {
      ignoreInitial: true,
      depth: 0,
      ignored: (path) => path !== folder && !configs.includes(path),
    }),
  );
}

/** Of the functions of custom strategies, which the first run names. */
async function watchStrategies(): Promise<FSWatcher> {
  const { watch: watchPath } = await import('chokidar');
  return watchPath([], { ignoreInitial: true });
}

/**
 * `shardgen generate --watch`: generates now and after every save, until the process is stopped.
 * Mistakes are printed and watching goes on. The first run writes client and repositories together; after
 * a save the repositories are there at once, and the client follows, for which Prisma takes seconds.
 *
 * @throws SG20xx, SG21xx when at the start there is nothing to watch.
 */
export async function watch(context: CommandContext, options: GenerateOptions): Promise<ExitCode> {
  const watched = await whatToWatch(context, options);
  const shown = relative(context.cwd, watched.schema) || '.';
  let fail: (thrown: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const strategies = await watchStrategies();
  const client = openClientLater(context, fail);
  const { createRender } = await import('../pipeline.js');
  const standing = {
    follow: (files: readonly string[]) => strategies.add([...files]),
    render: createRender(),
  };
  let saved: Partial<Standing> = {};
  const runs = createRuns(() => generateOnce(context, options, { ...standing, ...saved }), fail);
  // before the first run, so that no save is missed
  const config = await watchConfigs(watched.configs);
  const schema = await watchSchema(watched.schema, runs.soon, fail);
  try {
    config.on('all', runs.soon).on('error', fail);
    strategies.on('all', runs.soon).on('error', fail);
    const stopped = new Promise<void>((stop) => {
      process.once('SIGINT', stop).once('SIGTERM', stop);
    });
    await Promise.race([runs.now(), failure]);
    saved = { clientLater: client.make };
    context.terminal.out(`watching ${shown} and the config (Ctrl-C ends)`);
    await Promise.race([stopped, failure]);
  } finally {
    await Promise.all([config.close(), schema.close(), strategies.close(), client.close()]);
  }
  return EXIT.ok;
}
