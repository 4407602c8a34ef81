import {
  illegalSetting,
  type MissingUrl,
  missingUrls,
  noShards,
  optionsNameUnknownShard,
} from '../errors/topology-errors.js';
import type { ShardConnection } from '../executor/prisma/shard-connection.js';
import { ownEntry } from '../manifest/own-entry.js';
import type { ShardingManifest } from '../manifest/sharding-manifest.js';
import { isRecord, type UrlSource, urlSource } from './url-source.js';

/**
 * Names and urls of all shards, in topology order. A url comes from the options, else from the
 * environment variable that the generated code names. Nothing is connected.
 *
 * @throws ShardgenError SG4002, SG4007, SG4008, SG4010.
 */
export function resolveShards(
  declared: ShardingManifest['shards'],
  given: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): ShardConnection[] {
  const options = optionRecord(given);
  const known = Object.keys(declared);
  const names = known.length > 0 ? known : Object.keys(options);
  if (names.length === 0) throw noShards();
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw optionsNameUnknownShard(name, names);
  }
  const found: ShardConnection[] = [];
  const missing: MissingUrl[] = [];
  for (const name of names) {
    const source = sourceOf(name, ownEntry(options, name), ownEntry(declared, name)?.env);
    const url = source.url ?? (source.env === undefined ? undefined : environment[source.env]);
    if (url === undefined || url === '') missing.push({ shard: name, env: source.env });
    else found.push(Object.freeze({ name, url }));
  }
  if (missing.length > 0) throw missingUrls(missing);
  return found;
}

function sourceOf(name: string, option: unknown, declaredEnv: string | undefined): UrlSource {
  if (option === undefined) return { url: undefined, env: declaredEnv };
  return urlSource(`shards.${name}`, option);
}

function optionRecord(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  if (isRecord(given)) return given;
  throw illegalSetting('shards', given, 'an object from shard name to url');
}
