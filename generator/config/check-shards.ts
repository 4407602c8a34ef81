import {
  invalidShardName,
  noShards,
  sameDatabase,
  wrongConfigValue,
} from '../errors/config-errors.js';
import { describe, refuseUnknownKeys, tableAt } from './check-shape.js';
import type { ConfiguredShard } from './project-config.js';

const SHARD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const URL_FIX = "write env('SHARD_1_URL') with the name of a variable, or a postgresql:// url";

function parsedUrl(file: string, path: string, url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw wrongConfigValue(file, path, 'a postgresql:// url', 'text that is not one', URL_FIX);
  }
  return parsed;
}

/** Two urls with the same identity lead to the same tables; users and passwords do not matter. */
function identityOf(url: URL): string {
  const schema = url.searchParams.get('schema') ?? '';
  const host = url.hostname.toLowerCase() || (url.searchParams.get('host') ?? '');
  return `${host}:${url.port || '5432'}${url.pathname}?${schema}`;
}

function checkShard(file: string, name: string, value: unknown): ConfiguredShard {
  if (!SHARD_NAME.test(name)) throw invalidShardName(file, name);
  const path = `shards.${name}`;
  const shard = tableAt(file, path, value);
  refuseUnknownKeys(file, path, shard, ['url']);
  const url = shard['url'];
  if (typeof url === 'string') {
    parsedUrl(file, `${path}.url`, url);
    return { name, url };
  }
  if (typeof url === 'object' && url !== null && 'env' in url) {
    const { env } = url;
    if (typeof env !== 'string' || !VARIABLE_NAME.test(env)) {
      throw wrongConfigValue(file, `${path}.url`, 'the name of a variable', describe(env), URL_FIX);
    }
    return { name, env };
  }
  throw wrongConfigValue(file, `${path}.url`, 'a url or env(...)', describe(url), URL_FIX);
}

function refuseSameDatabase(file: string, shards: readonly ConfiguredShard[]): void {
  const seen = new Map<string, string>();
  for (const { name, env, url } of shards) {
    const identity =
      env !== undefined
        ? `env ${env}`
        : identityOf(parsedUrl(file, `shards.${name}.url`, url ?? ''));
    const earlier = seen.get(identity);
    if (earlier !== undefined) {
      const what = env === undefined ? 'same host, port and database' : `both read ${env}`;
      throw sameDatabase(file, earlier, name, what);
    }
    seen.set(identity, name);
  }
}

/** The `shards` of the config in declared order. Throws SG2005 to SG2008. */
export function checkShards(file: string, value: unknown): readonly ConfiguredShard[] {
  if (value === undefined) throw noShards(file, true);
  const entries = Object.entries(tableAt(file, 'shards', value));
  if (entries.length === 0) throw noShards(file, false);
  const shards = entries.map(([name, shard]) => checkShard(file, name, shard));
  refuseSameDatabase(file, shards);
  return shards;
}
