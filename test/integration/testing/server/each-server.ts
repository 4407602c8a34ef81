import { afterAll } from 'vitest';
import { openShardPlaces } from '../../../../runtime/testing/server/open-shard-places.js';
import type {
  ServerChoice,
  ShardPlaces,
  ShardSchema,
} from '../../../../runtime/testing/server/shard-places.js';
import { testCluster } from '../../../support/cluster.js';

export type Kind = ServerChoice['kind'];

async function choice(kind: Kind): Promise<ServerChoice> {
  return kind === 'url' ? { kind, url: (await testCluster()).url('postgres') } : { kind };
}

/** Opens places that are disposed of after the tests of the file. */
export function usePlaces() {
  const opened: ShardPlaces[] = [];
  afterAll(async () => {
    for (const places of opened) await places.dispose();
  });
  return {
    async open(kind: Kind, count: number, schema: ShardSchema): Promise<ShardPlaces> {
      const places = await openShardPlaces({ count, schema, servers: await choice(kind) });
      opened.push(places);
      return places;
    },
  };
}

/** The urls of places, of which there must be this many. */
export function urlsOf(places: ShardPlaces): readonly string[] {
  return places.places.map(({ url }) => url);
}
