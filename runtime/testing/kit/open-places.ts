import { openShardPlaces } from '../server/open-shard-places.js';
import { settleAll } from '../server/settle-all.js';
import type { ServerChoice, ShardPlace, ShardPlaces, ShardSchema } from '../server/shard-places.js';
import { openControlPlace } from './virtual-control.js';

/** The databases of a set of virtual shards, and their control database where the schema needs one. */
export interface Places extends ShardPlaces {
  readonly control: ShardPlace | undefined;
}

interface PlacesOptions {
  readonly count: number;
  readonly schema: ShardSchema;
  readonly servers: ServerChoice;
  readonly needsControl: boolean;
}

/** Both are made, made as new and dropped together. */
export async function openPlaces({ needsControl, ...options }: PlacesOptions): Promise<Places> {
  const shards = await openShardPlaces(options);
  if (!needsControl) return Object.freeze({ ...shards, control: undefined });
  try {
    const control = await openControlPlace(options.servers);
    const both = [shards, control];
    return Object.freeze({
      places: shards.places,
      control: control.places[0],
      reset: () => settleAll(both.map((each) => each.reset())),
      dispose: () => settleAll(both.map((each) => each.dispose())),
    });
  } catch (error) {
    await shards.dispose();
    throw error;
  }
}
