import { installScript } from '../../control/install-script.js';
import { openShardPlaces } from '../server/open-shard-places.js';
import type { ServerChoice, ShardPlace, ShardPlaces } from '../server/shard-places.js';

/** The control database of virtual shards. */
export interface VirtualControl {
  /** Connection url, for looking at it from outside. */
  readonly url: string;
  /** Shuts it down: connections end, and new ones are refused (SG3401) until `restore()`. */
  down(): Promise<void>;
  /** Starts it again when it is down. */
  restore(): Promise<void>;
}

const NO_MODELS = 'datasource db {\n  provider = "postgresql"\n}\n';

/** A database with what `shardgen control install` makes, on the server of the shards. */
export function openControlPlace(servers: ServerChoice): Promise<ShardPlaces> {
  const files = [{ path: 'control.prisma', content: NO_MODELS }];
  return openShardPlaces({ count: 1, schema: { files, sql: installScript() }, servers });
}

export function createVirtualControl(place: ShardPlace): VirtualControl {
  // One after the other: a restore that overtakes its down would leave it down.
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return Object.freeze({
    get url() {
      return place.url;
    },
    down: () => inOrder(() => place.stop()),
    restore: () => inOrder(() => place.start()),
  });
}
