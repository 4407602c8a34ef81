import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { quotedList, reasonOf } from './quote.js';

export const CONFIG_CODES = {
  SG2001: 'The config file named by --config does not exist.',
  SG2002: 'The config file cannot be loaded: it throws or does not parse.',
  SG2003: 'The config file has no default export.',
  SG2004: 'The config holds a key that shardgen does not know.',
  SG2005: 'A value in the config has the wrong type or form.',
  SG2006: 'The config names no shards.',
  SG2007: 'A shard name in the config is not allowed.',
  SG2008: 'Two shards of the config are the same database.',
  SG2009: 'The owners in the config do not share out the buckets exactly once.',
  SG2010: 'There is more than one config file.',
  SG2011: 'The schema needs a control database, but the config names none.',
  SG2012: 'The placement in the config names a shard or a group that is not there.',
  SG2013: 'The placement in the config lets no shard take new keys.',
} as const;

export function configNotFound(file: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2001',
    message: `the config file "${file}" does not exist`,
    fix: 'correct the path after --config, or leave --config out to use shardgen.config.ts of the current folder',
  });
}

/** `place` is `file:line` of the throw, or the file alone when it is not known. */
export function configThrows(place: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2002',
    message: `the config cannot be loaded\n  at ${place}: ${reasonOf(cause)}`,
    fix: 'correct the error above; a value that is only known at run time belongs in env("NAME")',
    cause,
  });
}

export function configWithoutDefaultExport(file: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2003',
    message: `${file} has no default export that is an object`,
    fix: "write: import { defineConfig } from 'shardgen/config'; export default defineConfig({ shards: { ... } });",
  });
}

export function unknownConfigKey(
  file: string,
  path: string,
  near: string | undefined,
  known: readonly string[],
): ShardgenError {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return new ShardgenError({
    code: 'SG2004',
    message: `${file}: unknown key "${path}"${hint}`,
    fix: `the keys allowed there are ${quotedList(known)}`,
  });
}

export function wrongConfigValue(
  file: string,
  path: string,
  expected: string,
  given: string,
  fix = `write ${expected} there`,
): ShardgenError {
  return new ShardgenError({
    code: 'SG2005',
    message: `${file}: "${path}" has to be ${expected}, but is ${given}`,
    fix,
  });
}

export function noShards(file: string, missing: boolean): ShardgenError {
  return new ShardgenError({
    code: 'SG2006',
    message: missing ? `${file}: "shards" is missing` : `${file}: "shards" is empty`,
    fix: "name at least one shard: shards: { shard_1: { url: env('SHARD_1_URL') } }",
  });
}

export function invalidShardName(file: string, name: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2007',
    message: `${file}: "${name}" is not allowed as the name of a shard`,
    fix: 'begin with a letter; use letters, digits, "_" and "-" only; at most 50 characters',
  });
}

/** `what` never holds a url, since urls hold passwords. */
export function sameDatabase(
  file: string,
  first: string,
  second: string,
  what: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG2008',
    message: `${file}: the shards "${first}" and "${second}" are the same database (${what})`,
    fix: 'give each shard its own database, or remove one of the two',
  });
}

export function ownersDoNotCover(file: string, path: string, problem: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2009',
    message: `${file}: ${path}: ${problem}`,
    fix: 'give every bucket to exactly one shard with half-open ranges [from, to), or remove the entry for an even split',
  });
}

export function severalConfigs(files: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG2010',
    message: `there is more than one config file: ${quotedList(files)}`,
    fix: 'keep one of them, or choose with --config',
  });
}

/** `needs` is what needs it: `@@shard.lookup on Tenant`. */
export function controlNeeded(file: string, needs: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG2011',
    message: `${file}: "control" is missing, but the schema needs a control database for ${needs.join(', ')}`,
    fix: "name one: control: env('SHARDGEN_CONTROL_URL'); it may be the url of one of the shards. Then run: npx shardgen control install",
  });
}

/** `kind` is what the name should be of. */
export function placementNamesUnknown(
  file: string,
  path: string,
  kind: 'shard' | 'group with a directory',
  name: string,
  near: string | undefined,
  legal: readonly string[],
): ShardgenError {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const known = legal.length === 0 ? 'there are none' : `name one of ${quotedList(legal, 'or')}`;
  return new ShardgenError({
    code: 'SG2012',
    message: `${file}: ${path}: there is no ${kind} "${name}"${hint}`,
    fix:
      kind === 'shard'
        ? known
        : `${known}; only the root of a group with @@shard.lookup has a placement`,
  });
}

export function noShardTakesKeys(file: string, path: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2013',
    message: `${file}: ${path}: every shard has acceptNewKeys: false, so that a new key can live nowhere`,
    fix: 'let one shard at least take new keys',
  });
}
