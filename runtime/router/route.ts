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

/** Which shard a call to a group with a directory goes to, and why. Frozen. */
export interface PlacedRoute extends SingleRoute {
  readonly placed: true;
  /** 1 for an entry that was never changed; it grows when the key is moved. */
  readonly version: number;
}

/** A key that has no entry in the directory: no shard has rows of it. Frozen. */
export interface UnplacedRoute extends RouteOfKey {
  readonly kind: 'unplaced';
  readonly placed: false;
  /** The shard that this program would ask for, if it created the first row now. */
  readonly candidate: string;
}

/** That every shard has all rows of a reference model. Frozen. */
export interface CopiesRoute extends RouteOfKey {
  readonly kind: 'copies';
  /** In topology order. */
  readonly shards: readonly string[];
}

/** What the directory says of a key. */
export type LookupRoute = PlacedRoute | UnplacedRoute;

/** The routes of all strategies that need no database. */
export type AnyRoute = Route | RegionRoute | RangeRoute | NamedRoute;

interface SingleRoute extends RouteOfKey {
  readonly kind: 'single';
  readonly shard: string;
}

interface RouteOfKey {
  readonly group: string;
  /** Shard-key field to its value, as the database holds it (a bigint for a BigInt field); empty for a global or reference model. */
  readonly key: Readonly<Record<string, KeyValue>>;
  /** Epoch of the topology that was asked. */
  readonly epoch: number;
  /** One sentence for people. */
  readonly why: string;
}
