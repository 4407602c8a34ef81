import type {
  DirectoryControl,
  UnfinishedMove,
} from '../../runtime/directory/move/directory-control.js';
import type { MoveStep } from '../../runtime/directory/move/move-runtime.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { loadConfig } from '../config/load-config.js';
import { noDirectory, whereToMove } from '../errors/directory-command-errors.js';
import type { CommandContext } from './command-context.js';
import { controlUrl } from './control-url.js';
import { count } from './count.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { modelNamed } from './model-named.js';
import { parseKey } from './parse-key.js';
import { type ProjectOptions, withGeneratedShards } from './with-generated-shards.js';

export interface DirectoryMoveOptions extends ProjectOptions {
  readonly to?: string;
  readonly cancel?: boolean;
  readonly json?: boolean;
}

type AnyDirectory = DirectoryControl<Record<string, unknown>, string>;

/**
 * `shardgen directory move`: moves a key, goes on with a move that was broken off, or gives one up.
 *
 * @throws SG2402 to SG2404, SG2432, SG2433, SG2461, SG2462, and what `$directory` throws.
 */
export async function directoryMove(
  context: CommandContext,
  name: string,
  parts: readonly string[],
  options: DirectoryMoveOptions,
): Promise<ExitCode> {
  const { to } = options;
  if ((to === undefined) !== (options.cancel === true)) throw whereToMove();
  return withGeneratedShards(context, options, (sharding) => {
    const { groups, models } = sharding;
    const [model, group] = modelNamed(sharding, name);
    const root = models.find((each) => each.name === group.root);
    if (group.strategy.kind !== 'lookup' || root === undefined) {
      const lookedUp = groups.filter(({ strategy }) => strategy.kind === 'lookup');
      throw noDirectory(
        model.name,
        lookedUp.map((each) => each.root),
      );
    }
    const key = keyOf(root, parseKey(model, parts));
    return (shards) => {
      // Sound: the generated code of a schema with a directory has this.
      const directory = shards['$directory'] as AnyDirectory;
      return to === undefined
        ? cancel(context, directory, root, key, options)
        : move(context, directory, root, key, to, options);
    };
  });
}

function keyOf({ shardKey }: ShardedModel, values: readonly KeyValue[]): Record<string, KeyValue> {
  return Object.fromEntries(shardKey.map(({ name }, i) => [name, values[i] ?? '']));
}

const shown = (key: Readonly<Record<string, KeyValue>>) =>
  Object.entries(key)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

async function move(
  { terminal }: CommandContext,
  directory: AnyDirectory,
  { name }: ShardedModel,
  key: Readonly<Record<string, KeyValue>>,
  to: string,
  { json = false }: DirectoryMoveOptions,
): Promise<ExitCode> {
  const { dim, green } = terminal.colors;
  const onStep = (step: MoveStep) => {
    if (!json) terminal.out(dim(`  ${said(step)}`));
  };
  const report = await directory.move(name, key, to, { onStep });
  if (json) {
    terminal.out(JSON.stringify({ ...report, from: report.from ?? null }, undefined, 2));
  } else if (report.from === undefined) {
    terminal.out(`${green('✔')} ${name} ${shown(key)} is on ${to} already`);
  } else {
    const rows = count(report.rows, 'row');
    terminal.out(`${green('✔')} ${name} ${shown(key)}: ${rows} moved from ${report.from} to ${to}`);
  }
  return EXIT.ok;
}

function said(step: MoveStep): string {
  switch (step.step) {
    case 'waiting':
      return `waiting ${Math.ceil(step.ms / 1000)} s, until no process remembers where the key was`;
    case 'fencing':
      return 'closing the old shard to writes of the key';
    case 'copying':
      return 'copying the rows';
    case 'switched':
      return 'the directory says the new shard; the key can be written to again';
    case 'purging':
      return 'deleting the rows of the old shard';
    default:
      return step satisfies never;
  }
}

async function cancel(
  { terminal }: CommandContext,
  directory: AnyDirectory,
  { name }: ShardedModel,
  key: Readonly<Record<string, KeyValue>>,
  { json = false }: DirectoryMoveOptions,
): Promise<ExitCode> {
  const cancelled = await directory.cancelMove(name, key);
  const { green } = terminal.colors;
  if (json) terminal.out(JSON.stringify({ group: name, cancelled }, undefined, 2));
  else if (cancelled) terminal.out(`${green('✔')} ${name} ${shown(key)} stays where it was`);
  else terminal.out(`${name} ${shown(key)} has no move that could be given up`);
  return EXIT.ok;
}

export interface DirectoryListOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/**
 * `shardgen directory list`: the moves that have not ended.
 *
 * @throws SG20xx about the config, SG2411, SG3401, SG3402, SG3404.
 */
export async function directoryList(
  { cwd, terminal }: CommandContext,
  options: DirectoryListOptions,
): Promise<ExitCode> {
  const url = controlUrl(await loadConfig(cwd, options.config), process.env);
  const { createControlDatabase } = await import(
    '../../runtime/control/create-control-database.js'
  );
  const { createMoveLog } = await import('../../runtime/directory/move/move-log.js');
  const control = createControlDatabase({ url });
  try {
    const moves = await createMoveLog(control).all();
    if (options.json === true) {
      const listed = moves.map(({ group, key, source, target, switched, beganAt }) => ({
        group,
        key,
        source,
        target,
        switched,
        beganAt: beganAt.toISOString(),
      }));
      terminal.out(JSON.stringify(listed, undefined, 2));
    } else if (moves.length === 0) terminal.out('no key is being moved');
    else for (const each of moves) terminal.out(line(each));
    return EXIT.ok;
  } finally {
    await control.disconnect();
  }
}

function line({ beganAt, group, key, source, switched, target }: UnfinishedMove): string {
  const state = switched ? `moved, rows are left on ${source}` : 'rows cannot be written';
  return `${group} ${key}  ${source} → ${target}  ${state}  since ${beganAt.toISOString()}`;
}
