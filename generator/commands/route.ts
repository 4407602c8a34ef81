import { describeRegion } from '../../runtime/geographic/describe-region.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import { describeRange } from '../../runtime/range/describe-range.js';
import type { Strategies } from '../../runtime/topology/build-topology.js';
import type { RangeName } from '../../runtime/topology/topology.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { shardsUnknown } from '../errors/command-errors.js';
import { readProject } from '../project/read-project.js';
import type { StrategyModule } from '../strategies/strategy-module.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import { resolveOwners } from '../topology/resolve-owners.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { type KeyLocation, locateKey } from './locate-key.js';
import { modelNamed } from './model-named.js';
import { parseKey } from './parse-key.js';
import type { LookupQuestion } from './route-lookup.js';

export interface RouteOptions {
  readonly schema?: string;
  readonly config?: string;
  readonly json?: boolean;
}

function explain(
  context: CommandContext,
  group: ColocationGroup,
  key: readonly (readonly [string, string | number])[],
  at: KeyLocation,
  epoch: number,
  model: string,
): void {
  const { terminal } = context;
  const { bold, green, dim } = terminal.colors;
  const row = (name: string, value: string, why: string) => {
    terminal.out(`  ${dim(name.padEnd(7))} ${value}  ${dim(why)}`);
  };
  const others = group.members.filter((member) => member !== model);
  const along = others.length === 0 ? 'no other model' : others.join(', ');
  const shown = key.map(([name, value]) => `${name} = ${value}`).join(', ');
  terminal.out([bold(model), shown].join(' ').trimEnd());
  if (group.strategy.kind === 'global') {
    row('shard', green(bold(at.shard)), `has all rows of ${model}, which is global`);
    row('epoch', String(epoch), 'of the topology in the config');
    return;
  }
  if (group.strategy.kind === 'custom') {
    const { path, export: name } = group.strategy.using;
    const strategy = name === 'default' ? path : `${name} of ${path}`;
    row('shard', green(bold(at.shard)), `the strategy of ${group.root} names it: ${strategy}`);
  } else if ('region' in at) {
    const { region } = at;
    row('shard', green(bold(at.shard)), `has this region of ${group.root}`);
    row(
      'region',
      region === 'default' ? 'default' : describeRegion(region),
      region === 'default' ? 'no other region has the key' : 'the first one that has the key',
    );
  } else if ('keys' in at) {
    const { keys } = at;
    row('shard', green(bold(at.shard)), `has this range of ${group.root}`);
    row(
      'range',
      keys === 'default' ? 'default' : describeRange(keys),
      keys === 'default' ? 'no other range has the key' : `the one that has the key`,
    );
  } else if ('range' in at) {
    const [from, to] = at.range;
    row('shard', green(bold(at.shard)), `owns the buckets [${from}, ${to}) of ${group.root}`);
    row('bucket', String(at.bucket), `the hash modulo ${at.buckets} buckets; it never changes`);
    row('hash', at.hash, "PostgreSQL's own partition hash of the key");
  }
  row('group', group.root, `with the same key on the same shard: ${along}`);
  row('epoch', String(epoch), 'of the topology in the config');
}

/** JSON has no bigints: bounds are printed like the key, numbers of an Int and texts of all else. */
function rangeTable(range: RangeName) {
  if (range === 'default') return range;
  const bounds = Object.entries(range).map(([end, value]) => {
    return [end, typeof value === 'bigint' ? String(value) : value] as const;
  });
  return Object.fromEntries(bounds);
}

/**
 * `shardgen route`: on which shard the rows of a key live, and why.
 *
 * @throws SG2402 to SG2405, SG2410, SG2411, SG3013, SG3016, SG3017, SG3021, and what reading the project throws.
 */
export async function route(
  context: CommandContext,
  name: string,
  parts: readonly string[],
  options: RouteOptions,
): Promise<ExitCode> {
  const project = await readProject({ cwd: context.cwd, ...options });
  if (project.model === undefined) {
    await printDiagnostics(context.terminal, project.diagnostics, project.files);
    return EXIT.problems;
  }
  const [model, group] = modelNamed(project.model, name);
  const values = parseKey(model, parts);
  const shards = project.config.shards.map((shard) => shard.name);
  if (shards.length === 0) throw shardsUnknown('route');
  if (group.strategy.kind === 'lookup') {
    const { config, model: sharding } = project;
    const question = { sharding, model, group, config, key: values };
    return printLookup(context, question, options.json === true);
  }
  const { epoch } = project.config;
  const owners = resolveOwners(project.model, project.config);
  const strategies = await strategiesOf(context.cwd, group, project.strategies);
  const topology = { shards, epoch, owners, strategies };
  const at = locateKey(project.model, model, group, values, topology);
  const key = printedKey(model, values);
  if (options.json === true) {
    const { shard } = at;
    const keyTable = Object.fromEntries(key);
    const answer = { model: model.name, key: keyTable, shard, ...stepsTo(at), epoch };
    context.terminal.out(JSON.stringify({ ...answer, group: group.root }, undefined, 2));
  } else {
    explain(context, group, key, at, epoch, model.name);
  }
  return EXIT.ok;
}

/** JSON has no bigints: numbers of an Int, texts of all else. */
function printedKey(model: ShardedModel, values: readonly KeyValue[]) {
  return model.shardKey.map((field, i) => {
    const value = values[i] ?? '';
    return [field.name, field.type === 'int' ? Number(value) : String(value)] as const;
  });
}

async function printLookup(
  context: CommandContext,
  question: LookupQuestion,
  asJson: boolean,
): Promise<ExitCode> {
  const { explainLookup, lookUpRoute } = await import('./route-lookup.js');
  const found = await lookUpRoute(question);
  const key = printedKey(question.model, question.key);
  if (asJson) {
    const { epoch, group, placed } = found;
    const place = found.placed
      ? { shard: found.shard, version: found.version }
      : { candidate: found.candidate };
    const named = { model: question.model.name, key: Object.fromEntries(key) };
    context.terminal.out(
      JSON.stringify({ ...named, placed, ...place, epoch, group }, undefined, 2),
    );
  } else {
    const shown = key.map(([name, value]) => `${name} = ${value}`).join(', ');
    explainLookup(context, question, shown, found);
  }
  return EXIT.ok;
}

/** What lies between the key and its shard. */
function stepsTo(at: KeyLocation): object {
  if ('region' in at) return { region: at.region };
  if ('keys' in at) return { range: rangeTable(at.keys) };
  if ('bucket' in at) return { bucket: at.bucket, buckets: at.buckets, hash: at.hash };
  return {};
}

async function strategiesOf(
  cwd: string,
  { root }: ColocationGroup,
  modules: readonly StrategyModule[],
): Promise<Strategies> {
  const found = modules.find((module) => module.root === root);
  if (found === undefined) return {};
  const { importStrategy } = await import('../strategies/import-strategy.js');
  const strategy = await importStrategy(cwd, found);
  return strategy === undefined ? {} : { [root]: strategy };
}
