import type { KeyValue } from '../key/key-value.js';
import type { RangeName, RegionName } from '../topology/topology.js';

/** Which shard a call goes to, and why. Frozen. Other kinds come with strategies that have them. */
export interface Route extends SingleRoute {
  readonly bucket: number;
}

/** Which shard a call to a geographic group goes to, and why. Frozen. */
export interface RegionRoute extends SingleRoute {
  /** The first region that has the key: the root's key fields and their values there. */
  readonly region: RegionName;
}

/** Which shard a call to a custom group or a global model goes to, and why. Frozen. */
export type NamedRoute = SingleRoute;

/** Which shard a call to a group of ranges goes to, and why. Frozen. */
export interface RangeRoute extends SingleRoute {
  /** The range that has the key, by its bounds. */
  readonly range: RangeName;
}

/** The routes of all strategies. */
export type AnyRoute = Route | RegionRoute | RangeRoute | NamedRoute;

interface SingleRoute {
  readonly kind: 'single';
  readonly shard: string;
  readonly group: string;
  /** Shard-key field to its value, as the database holds it (a bigint for a BigInt field); empty for a global model. */
  readonly key: Readonly<Record<string, KeyValue>>;
  /** Epoch of the topology that was asked. */
  readonly epoch: number;
  /** One sentence for people. */
  readonly why: string;
}
