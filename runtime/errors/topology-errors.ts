import { describeValue } from './describe-value.js';
import { listNames, suggestName } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const TOPOLOGY_CODES = {
  SG4001: 'generated code and runtime do not speak the same manifest version',
  SG4002: 'no shards are known',
  SG4003: 'the owners of a group do not cover its buckets exactly',
  SG4004: 'the owners, regions or ranges of a group name an unknown shard',
  SG4005: 'there are more shards than buckets',
  SG4006: 'the number of buckets is not a legal one',
  SG4007: 'shards have no connection url',
  SG4008: 'the options name an unknown shard',
  SG4009: 'two shards have the same url',
  SG4010: 'a connection setting has the wrong form',
  SG4011: 'the manifest contradicts itself',
  SG4012: 'createShards() is given an option that it does not have',
  SG4013: '`scatter` of createShards() has a setting that it does not have',
} as const;

export function unknownManifestVersion(found: unknown, supported: number): ShardgenError {
  return new ShardgenError({
    code: 'SG4001',
    message: `The generated code carries manifest version ${String(found)}, but this runtime reads version ${supported}.`,
    fix: 'Run `npx shardgen generate` with the installed version of shardgen.',
  });
}

export function noShards(): ShardgenError {
  return new ShardgenError({
    code: 'SG4002',
    message: 'No shards are known: the generated code names none and the options name none.',
    fix: 'Pass `createShards({ shards: { shard_1: url, ... } })`, or name them in shardgen.config.ts and run `npx shardgen generate`.',
  });
}

export function ownersDoNotCover(group: string, problem: string): ShardgenError {
  return new ShardgenError({
    code: 'SG4003',
    message: `The bucket owners of group ${group} are wrong: ${problem}.`,
    fix: 'Correct `topology.owners` in shardgen.config.ts so that every bucket has exactly one owner (ranges are half open), then run `npx shardgen generate`.',
  });
}

export function ownersNameUnknownShard(
  group: string,
  shard: string,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG4004',
    message: `The bucket owners of group ${group} name the shard ${JSON.stringify(shard)}, which does not exist.`,
    fix: suggestName(shard, legal),
  });
}

/** `claim` is what the generated code says of the shard: `The regions of group User name`. */
export function codeNamesUnknownShard(
  claim: string,
  shard: string,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG4004',
    message: `${claim} the shard ${JSON.stringify(shard)}, which does not exist.`,
    fix: `${suggestName(shard, legal)} Correct the schema or the shards, then run \`npx shardgen generate\`.`,
  });
}

export function moreShardsThanBuckets(
  group: string,
  shards: number,
  buckets: number,
): ShardgenError {
  return new ShardgenError({
    code: 'SG4005',
    message: `Group ${group} has ${buckets} buckets for ${shards} shards: some shards would own none.`,
    fix: `Use at least ${shards} buckets: \`@@shard.hash(on: [...], buckets: n)\` on ${group}.`,
  });
}

export function illegalBuckets(group: string, buckets: unknown, most: number): ShardgenError {
  return new ShardgenError({
    code: 'SG4006',
    message: `Group ${group} has ${describeValue(buckets)} as its count of buckets.`,
    fix: `Use a whole number from 1 to ${most}.`,
  });
}

/** A shard without a url, and the variable that should hold it (when there is one). */
export interface MissingUrl {
  readonly shard: string;
  readonly env: string | undefined;
}

export function missingUrls(missing: readonly MissingUrl[]): ShardgenError {
  const lines = missing.map(({ shard, env }) =>
    env === undefined
      ? `shard ${JSON.stringify(shard)} has no url and names no environment variable`
      : `shard ${JSON.stringify(shard)}: the environment variable ${env} is not set or empty`,
  );
  return new ShardgenError({
    code: 'SG4007',
    message: `${missing.length} of the shards ${missing.length === 1 ? 'has' : 'have'} no connection url:\n    - ${lines.join('\n    - ')}`,
    fix: 'Set the variables, or pass the urls: `createShards({ shards: { name: url } })`.',
  });
}

export function optionsNameUnknownShard(shard: string, legal: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG4008',
    message: `The options name the shard ${JSON.stringify(shard)}, which the generated code does not know.`,
    fix: `${suggestName(shard, legal)} A new shard comes into being in shardgen.config.ts, then \`npx shardgen generate\`.`,
  });
}

export function duplicateUrls(shards: readonly string[], where: string): ShardgenError {
  return new ShardgenError({
    code: 'SG4009',
    message: `The shards ${listNames(shards)} have the same url (${where}): one database would be read as several, and its rows would appear more than once.`,
    fix: 'Give every shard a database of its own.',
  });
}

export function illegalSetting(path: string, value: unknown, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG4010',
    message: `\`${path}\` is ${describeValue(value)}.`,
    fix: `Give ${legal}.`,
  });
}

export function unknownOption(name: string, legal: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG4012',
    message: `createShards() has no option ${JSON.stringify(name)}.`,
    fix: suggestName(name, legal),
  });
}

export function unknownScatterSetting(name: string, legal: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG4013',
    message: `\`scatter\` of createShards() has no setting ${JSON.stringify(name)}.`,
    fix: suggestName(name, legal),
  });
}

/** As `illegalSetting`, for a value that may hold a password and must not be shown. */
export function illegalSecret(path: string, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG4010',
    message: `\`${path}\` is not ${legal}.`,
    fix: `Give ${legal}.`,
  });
}

export function brokenManifest(what: string): ShardgenError {
  return new ShardgenError({
    code: 'SG4011',
    message: `The generated manifest contradicts itself: ${what}.`,
    fix: 'Run `npx shardgen generate`; do not edit generated files.',
  });
}
