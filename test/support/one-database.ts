import type { SchemaFile } from '../../runtime/cluster/index.js';
import { chooseServer } from '../../runtime/testing/kit/choose-server.js';
import { openShardPlaces } from '../../runtime/testing/server/open-shard-places.js';

/** A database that is no shard, on the server of the virtual shards. */
export interface OneDatabase {
  readonly url: string;
  /** As new. */
  reset(): Promise<void>;
  /** Drops it, with whatever still uses it. */
  dispose(): Promise<void>;
}

const NO_TABLES = [
  { path: 'schema.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' },
];

/** Makes one, with the tables of the schema, or an empty one when there is none. */
export async function openOneDatabase(
  files: readonly SchemaFile[] = NO_TABLES,
): Promise<OneDatabase> {
  const { places, reset, dispose } = await openShardPlaces({
    count: 1,
    schema: { files, sql: '' },
    servers: chooseServer({}, {}, process.env),
  });
  return Object.freeze({ url: places[0]?.url ?? '', reset, dispose });
}
