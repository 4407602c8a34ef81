import {
  illegalSetting,
  type MissingUrl,
  missingUrls,
  noShards,
  optionsNameUnknownShard,
} from '../errors/topology-errors.js';
import type { ShardConnection } from '../executor/prisma/shard-connection.js';
import type { ShardingManifest } from '../manifest/sharding-manifest.js';

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
    const source = sourceOf(name, options[name], declared[name]?.env);
    const url = source.url ?? (source.env === undefined ? undefined : environment[source.env]);
    if (url === undefined || url === '') missing.push({ shard: name, env: source.env });
    else found.push(Object.freeze({ name, url }));
  }
  if (missing.length > 0) throw missingUrls(missing);
  return found;
}

interface UrlSource {
  readonly url: string | undefined;
  readonly env: string | undefined;
}

function sourceOf(name: string, option: unknown, declaredEnv: string | undefined): UrlSource {
  if (option === undefined) return { url: undefined, env: declaredEnv };
  const url = isRecord(option) ? option['url'] : option;
  if (typeof url === 'string') return { url, env: undefined };
  if (isRecord(url) && typeof url['env'] === 'string') return { url: undefined, env: url['env'] };
  throw illegalSetting(
    `shards.${name}`,
    isRecord(option) && 'url' in option ? url : option,
    "a url string, `{ url: '...' }` or `{ url: env('NAME') }`",
  );
}

function optionRecord(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  if (isRecord(given)) return given;
  throw illegalSetting('shards', given, 'an object from shard name to url');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
