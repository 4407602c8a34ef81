import type { KeyValue } from '../key/key-value.js';

interface RouteBase {
  readonly group: string;
  /** Epoch of the topology that was asked. */
  readonly epoch: number;
  /** One sentence for people. */
  readonly why: string;
}

/** The key is known, so exactly one shard is asked. */
export interface SingleRoute extends RouteBase {
  readonly kind: 'single';
  readonly shard: string;
  readonly bucket: number;
  /** Shard-key field to its value, as the database holds it (a bigint for a BigInt field). */
  readonly key: Readonly<Record<string, KeyValue>>;
}

/** The rows of one call live on several shards. */
export interface SeveralRoute extends RouteBase {
  readonly kind: 'several';
  readonly shards: readonly string[];
}

/** Every shard is asked. */
export interface AllRoute extends RouteBase {
  readonly kind: 'all';
  readonly shards: readonly string[];
}

/** Which shards a call goes to, and why. Frozen. */
export type Route = SingleRoute | SeveralRoute | AllRoute;
