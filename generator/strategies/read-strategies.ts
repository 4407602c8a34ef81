import { dirname, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../schema/diagnostics/diagnostic.js';
import { didYouMean } from '../../schema/diagnostics/did-you-mean.js';
import { error } from '../../schema/diagnostics/report.js';
import type { ShardKeyField } from '../../schema/model/shard-key-field.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { CustomStrategy } from '../../schema/model/strategy.js';
import { createCompiler } from './compiler.js';
import { findModule, modulesNear } from './find-module.js';
import { type Misfit, misfitOf } from './fits-the-group.js';
import { keyTypeText, unionText } from './key-type-text.js';
import type { StrategyModule } from './strategy-module.js';

/** The functions of all custom groups, and what is wrong with them. */
export interface StrategyReading {
  readonly modules: readonly StrategyModule[];
  /** Of all modules that are there, those with mistakes among them. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface CustomCase {
  readonly root: string;
  readonly key: readonly ShardKeyField[];
  readonly using: CustomStrategy['using'];
  readonly shards: readonly string[];
}

/** SG1235 and SG1236: each function exists, and fits the key and the shards of its group. */
export async function readStrategies(
  cwd: string,
  { groups, models }: ShardingModel,
  shards: readonly string[],
): Promise<StrategyReading> {
  const modules: StrategyModule[] = [];
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const compiler = createCompiler();
  for (const { root, strategy } of groups) {
    if (strategy.kind !== 'custom') continue;
    const { using } = strategy;
    const key = models.find(({ name }) => name === root)?.shardKey ?? [];
    const one = { root, key, using, shards };
    const path = resolve(cwd, dirname(using.at.file), using.path);
    const file = findModule(path);
    if (file === undefined) {
      diagnostics.push(noModule(one, relative(cwd, path), modulesNear(path)));
      continue;
    }
    files.push(file);
    const found = { root, file, export: using.export };
    const misfit = await misfitOf(compiler, found, one);
    if (misfit === undefined) modules.push(found);
    else diagnostics.push(misfitting(one, relative(cwd, file), misfit));
  }
  return { modules, files, diagnostics };
}

function noModule({ using, ...one }: CustomCase, path: string, near: readonly string[]) {
  const name = using.path.split('/').at(-1) ?? '';
  return error('SG1235', {
    at: using.at,
    message: `There is no module ${path}.${didYouMean(name, near)}`,
    fix: `Create ${withEnding(path)} with \`${example(one, withEnding(path))}\`, or correct the path, which begins at the schema file.`,
    label: 'no such module',
  });
}

function misfitting({ using, ...one }: CustomCase, file: string, misfit: Misfit): Diagnostic {
  if (misfit.kind === 'not exported') {
    const wanted = using.export === 'default' ? 'no default export' : `no export ${using.export}`;
    const others = misfit.exports.filter((each) => each !== 'default');
    return error('SG1235', {
      at: using.at,
      message: `${file} has ${wanted}.${didYouMean(using.export, others)}`,
      fix:
        using.export === 'default' && others[0] !== undefined
          ? `Write \`export default ${others[0]};\` there, or name the export here: \`using: "${using.path}#${others[0]}"\`.`
          : `Write \`${example(one, file, using.export)}\` there.`,
    });
  }
  if (misfit.kind === 'broken') {
    return error('SG1236', {
      at: using.at,
      message: `${file}:${misfit.line} does not compile: ${misfit.reason}`,
      fix: 'Correct the module.',
      label: 'does not compile',
    });
  }
  return error('SG1236', {
    at: using.at,
    message: `${exportName(using.export)} of ${file} is no strategy of ${one.root}: ${misfit.reason}`,
    fix: isJavaScript(file)
      ? `Write \`/** ${docType(one)} */\` above it, and let it be one.`
      : `Give it the type \`${typeText(one)}\` of shardgen.`,
    label: 'does not fit',
  });
}

const exportName = (name: string) => (name === 'default' ? 'The default export' : name);

const typeText = ({ key, shards }: Pick<CustomCase, 'key' | 'shards'>) =>
  `ChooseShard<${keyTypeText(key)}${shards.length === 0 ? '' : `, ${unionText(shards)}`}>`;

const docType = (one: Pick<CustomCase, 'key' | 'shards'>) =>
  `@type {import('shardgen').${typeText(one)}}`;

const isJavaScript = (file: string) => /\.[cm]?js$/.test(file);

/** A path that says no language means TypeScript. */
const withEnding = (path: string) => (/\.[cm]?[jt]s$/.test(path) ? path : `${path}.ts`);

function example(one: Pick<CustomCase, 'key' | 'shards'>, file: string, name = 'default'): string {
  const shard = JSON.stringify(one.shards[0] ?? 'shard_1');
  const keyword = name === 'default' ? 'export default' : `export const ${name} =`;
  if (isJavaScript(file)) return `/** ${docType(one)} */ ${keyword} (key, shards) => ${shard};`;
  return `${keyword} ((key, shards) => ${shard}) satisfies ${typeText(one)};`;
}
