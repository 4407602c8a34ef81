import { invalidShardName, noShards, sameDatabase } from '../errors/config-errors.js';
import { refuseUnknownKeys, tableAt } from './check-shape.js';
import { checkUrl, parsedUrl } from './check-url.js';
import type { ConfiguredShard } from './project-config.js';

/** The example of fixes. */
const VARIABLE = 'SHARD_1_URL';
const SHARD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
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
  return { name, ...checkUrl(file, `${path}.url`, shard['url'], VARIABLE) };
}

function refuseSameDatabase(file: string, shards: readonly ConfiguredShard[]): void {
  const seen = new Map<string, string>();
  for (const { name, env, url } of shards) {
    const identity =
      env !== undefined
        ? `env ${env}`
        : identityOf(parsedUrl(file, `shards.${name}.url`, url ?? '', VARIABLE));
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
