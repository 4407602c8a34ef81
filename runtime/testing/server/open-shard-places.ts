import { openDatabasePlaces } from './database-places.js';
import { openPglitePlaces } from './pglite/pglite-places.js';
import { openSeparatePlaces } from './separate/separate-places.js';
import type { ServerChoice, ShardPlaces, ShardSchema } from './shard-places.js';
import { joinSharedServer } from './shared-server.js';
import { reachUrlServer } from './url-server.js';

/** Makes the databases of `count` virtual shards, with the schema's tables, on the chosen servers. */
export async function openShardPlaces({
  count,
  schema,
  servers,
}: {
  readonly count: number;
  readonly schema: ShardSchema;
  readonly servers: ServerChoice;
}): Promise<ShardPlaces> {
  switch (servers.kind) {
    case 'shared':
      return openDatabasePlaces(await joinSharedServer(), schema, count);
    case 'url':
      return openDatabasePlaces(await reachUrlServer(servers.url), schema, count);
    case 'separate':
      return openSeparatePlaces(schema, count);
    case 'pglite':
      return openPglitePlaces(schema, count);
    default:
      return servers satisfies never;
  }
}
