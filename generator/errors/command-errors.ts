import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { quotedList, reasonOf } from './quote.js';

export const COMMAND_CODES = {
  SG2401: 'The command line is wrong.',
  SG2402: 'The model named on the command line is not sharded or does not exist.',
  SG2403: 'The number of key parts on the command line is wrong.',
  SG2404: 'A key part on the command line is not a value of its field.',
  SG2405: 'A command needs the shards, but no config names them.',
  SG2406: 'The schema changed since the local databases were made.',
  SG2407: 'A model named with --root cannot be a root.',
  SG2408: 'A schema file is not what was read, so nothing is written into it.',
  SG2409: 'The schema cannot be written.',
  SG2410: 'The module of a custom strategy throws.',
  SG2411: 'A command needs the control database, but its url is not known.',
  SG2412: 'The tsconfig.json above a custom strategy cannot be read.',
  SG2413: 'The arguments of a call on the command line cannot be read.',
} as const;

export function wrongUsage(message: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2401',
    message,
    fix: 'see: npx shardgen --help',
  });
}

export function unknownModel(
  name: string,
  near: string | undefined,
  models: readonly string[],
): ShardgenError {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return new ShardgenError({
    code: 'SG2402',
    message: `there is no sharded model "${name}"${hint}`,
    fix: `name one of ${quotedList(models, 'or')}`,
  });
}

export function wrongKeyParts(
  model: string,
  fields: readonly string[],
  given: number,
): ShardgenError {
  const wanted =
    fields.length === 0
      ? 'is global and needs no key value'
      : `needs ${fields.length} key ${fields.length === 1 ? 'value' : 'values'} (${fields.join(', ')})`;
  const places = fields.map((field) => ` <${field}>`).join('');
  return new ShardgenError({
    code: 'SG2403',
    message: `${model} ${wanted}, but ${given} ${given === 1 ? 'was' : 'were'} given`,
    fix: `write: shardgen route ${model}${places}`,
  });
}

export function wrongKeyPart(
  model: string,
  field: string,
  type: string,
  given: string,
  example: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG2404',
    message: `"${given}" is not a value of the shard key ${model}.${field} (${type})`,
    fix: `write a value such as ${example}`,
  });
}

export function shardsUnknown(command: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2405',
    message: `\`shardgen ${command}\` needs the shards, but no config names them`,
    fix: "create shardgen.config.ts:\n\n    import { defineConfig, env } from 'shardgen/config';\n    export default defineConfig({\n      shards: { shard_1: { url: env('SHARD_1_URL') }, shard_2: { url: env('SHARD_2_URL') } },\n    });\n",
  });
}

export function localSchemaChanged(directory: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2406',
    message: `the schema changed since the local databases in ${directory} were made; their rows are kept, so the tables are the old ones`,
    fix: 'make them new (their rows are lost): npx shardgen dev --reset',
  });
}

export function strategyThrows(file: string, cause: unknown): ShardgenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ShardgenError({
    code: 'SG2410',
    message: `${file} throws when it is loaded: ${reason}`,
    fix: 'correct it; the error that it threw is the cause of this one',
    cause,
  });
}

export function wrongRoot(
  name: string,
  reason: string,
  near: string | undefined,
  models: readonly string[],
): ShardgenError {
  const hint = near === undefined || near === name ? '' : `; did you mean "${near}"?`;
  return new ShardgenError({
    code: 'SG2407',
    message: `"${name}" cannot be a root: ${reason}${hint}`,
    fix:
      models.length > 12
        ? 'name a model of this schema (`npx shardgen init` lists the candidates)'
        : `name one of ${quotedList(models, 'or')}`,
  });
}

export function schemaNotAsRead(path: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2408',
    message: `"${path}" is not what was read: it changed since, or it is not UTF-8. Nothing was written`,
    fix: 'save it as UTF-8 and run: npx shardgen init',
  });
}

export function schemaNotWritable(path: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2409',
    message: `the schema "${path}" cannot be written: ${reasonOf(cause)}`,
    fix: 'give this user the right to write there (or free the disk), and run: npx shardgen init',
    cause,
  });
}

export function controlUnknown(problem: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2411',
    message: `the url of the control database is not known: ${problem}`,
    fix: "write control: env('SHARDGEN_CONTROL_URL') into shardgen.config.ts, and set the variable",
  });
}

export function tsconfigUnreadable(file: string, reason: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2412',
    message: `the settings of the compiler for ${file} cannot be read: ${reason}`,
    fix: 'correct the tsconfig.json above it, and what that extends',
    cause,
  });
}

/** `reason` says where and why. */
export function illegalArguments(reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2413',
    message: `the arguments cannot be read: ${reason}`,
    fix: `write them as for findMany(), in quotes: shardgen explain Order '{ where: { id: 5 }, take: 10 }'`,
  });
}
