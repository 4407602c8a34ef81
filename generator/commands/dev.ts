import { relative } from 'node:path';
import type { LocalCluster } from '../../runtime/cluster/index.js';
import type { ConfiguredShard } from '../config/project-config.js';
import { shardsUnknown } from '../errors/command-errors.js';
import { readProject } from '../project/read-project.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { CommandContext } from './command-context.js';
import { count } from './count.js';
import { type PreparedControl, prepareControl } from './dev-control.js';
import { type DevDatabases, prepareDatabases } from './dev-databases.js';
import { EXIT, type ExitCode } from './exit-code.js';

export interface DevOptions {
  readonly schema?: string;
  readonly config?: string;
  readonly reset?: boolean;
}

function printUrls(
  context: CommandContext,
  cluster: LocalCluster,
  shards: readonly ConfiguredShard[],
  databases: DevDatabases,
  control: PreparedControl | undefined,
): void {
  const { terminal, cwd } = context;
  const { green, bold, dim } = terminal.colors;
  const shown = relative(cwd, cluster.directory) || '.';
  terminal.out(`${green('✔')} PostgreSQL on ${cluster.host}:${cluster.port}, data in ${shown}`);
  const parts = [
    databases.created.length > 0 ? `${databases.created.length} new` : '',
    databases.kept.length > 0 ? `${databases.kept.length} kept with their rows` : '',
  ].filter((part) => part !== '');
  terminal.out(`${green('✔')} ${count(shards.length, 'shard')}: ${parts.join(', ')}\n`);
  const width = Math.max(...shards.map(({ name }) => name.length));
  for (const { name } of shards) {
    terminal.out(`  ${bold(name.padEnd(width))}  ${cluster.url(name)}`);
  }
  if (control !== undefined) terminal.out(`\n  ${bold('control')}  ${control.url}`);
  const variables = new Map(shards.map(({ name, env }) => [env, cluster.url(name)]));
  if (control !== undefined) variables.set(control.env, control.url);
  variables.delete(undefined);
  if (variables.size > 0) {
    terminal.out(`\n${dim('# in the terminal of your program:')}`);
    for (const [env, url] of variables) terminal.out(`export ${env}='${url}'`);
  }
  terminal.out(`\n${dim('Ctrl-C ends it; the rows stay for the next run.')}`);
}

/** Waits for Ctrl-C; `false` when the server went away by itself before. */
async function untilStopped(cluster: LocalCluster): Promise<boolean> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const awake = setInterval(() => undefined, 60_000); // neither signals nor the server keep Node alive
  const stopped = new Promise<boolean>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(true));
  });
  const asked = await Promise.race([stopped, cluster.exited.then(() => false)]);
  clearInterval(awake);
  return asked;
}

/**
 * `shardgen dev`: the config's shards on a local PostgreSQL, until Ctrl-C.
 *
 * @throws SG2405, SG2406, and SG6xxx of the local cluster.
 */
export async function dev(context: CommandContext, options: DevOptions): Promise<ExitCode> {
  const project = await readProject({ cwd: context.cwd, ...options });
  await printDiagnostics(context.terminal, project.diagnostics, project.files);
  if (project.model === undefined) return EXIT.problems;
  const { shards, dev: settings } = project.config;
  if (shards.length === 0) throw shardsUnknown('dev');
  const { startLocalCluster } = await import('../../runtime/cluster/index.js');
  const cluster = await startLocalCluster({ ...settings, from: context.cwd });
  try {
    const names = shards.map((shard) => shard.name);
    const reset = options.reset === true;
    const databases = await prepareDatabases(cluster, names, project.files, reset);
    const { control } = project.config;
    const prepared = control && (await prepareControl(cluster, { control, shards, reset }));
    // Listens before it says so: whoever reads the last line may press Ctrl-C at once.
    const stopped = untilStopped(cluster);
    printUrls(context, cluster, shards, databases, prepared);
    if (await stopped) return EXIT.ok;
    context.terminal.problem('the PostgreSQL server ended; start it again with: npx shardgen dev');
    return EXIT.setup;
  } finally {
    await cluster.stop();
  }
}
