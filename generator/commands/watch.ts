import { dirname, join, relative, resolve } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { CONFIG_NAMES } from '../config/find-config.js';
import { loadConfig } from '../config/load-config.js';
import { findSchema } from '../source-discovery/find-schema.js';
import { isNamedError, printError } from '../terminal/print-error.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { type GenerateOptions, generate } from './generate.js';

/** Editors save in several steps; this long without a change means that they are done. */
const QUIET_MS = 80;

async function generateOnce(context: CommandContext, options: GenerateOptions): Promise<void> {
  try {
    await generate(context, options);
  } catch (thrown) {
    if (!isNamedError(thrown)) throw thrown;
    printError(context.terminal, thrown);
  }
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

/** Watches one path each, because chokidar calls several paths ready when the first one is. */
async function startWatchers(watched: Watched): Promise<readonly FSWatcher[]> {
  const { watch: watchPath } = await import('chokidar');
  const folder = dirname(watched.configs[0] ?? '');
  const watchers = [
    watchPath(folder, {
      ignoreInitial: true,
      depth: 0,
      ignored: (path) => path !== folder && !watched.configs.includes(path),
    }),
    watchPath(watched.schema, {
      ignoreInitial: true,
      ignored: (path, stats) => stats?.isFile() === true && !path.endsWith('.prisma'),
    }),
  ];
  await Promise.all(
    watchers.map(
      (watcher) =>
        new Promise<void>((ready, failed) => {
          watcher.once('ready', ready).once('error', failed);
        }),
    ),
  );
  return watchers;
}

/**
 * `shardgen generate --watch`: generates now and after every save, until the process is stopped.
 * Mistakes are printed and watching goes on.
 *
 * @throws SG20xx, SG21xx when at the start there is nothing to watch.
 */
export async function watch(context: CommandContext, options: GenerateOptions): Promise<ExitCode> {
  const watched = await whatToWatch(context, options);
  const watchers = await startWatchers(watched); // before the first run, so that no save is missed
  const shown = relative(context.cwd, watched.schema) || '.';
  try {
    await new Promise<void>((stop, failed) => {
      process.once('SIGINT', stop).once('SIGTERM', stop);
      const runs = createRuns(() => generateOnce(context, options), failed);
      for (const watcher of watchers) watcher.on('all', runs.soon).on('error', failed);
      runs.now().then(() => {
        context.terminal.out(`watching ${shown} and the config (Ctrl-C ends)`);
      }, failed);
    });
  } finally {
    await Promise.all(watchers.map((watcher) => watcher.close()));
  }
  return EXIT.ok;
}
