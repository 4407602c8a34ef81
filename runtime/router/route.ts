import type { KeyValue } from '../key/key-value.js';

/** Which shard a call goes to, and why. Frozen. Other kinds come with strategies that have them. */
export interface Route {
  readonly kind: 'single';
  readonly shard: string;
  readonly bucket: number;
  readonly group: string;
  /** Shard-key field to its value, as the database holds it (a bigint for a BigInt field). */
  readonly key: Readonly<Record<string, KeyValue>>;
  /** Epoch of the topology that was asked. */
  readonly epoch: number;
  /** One sentence for people. */
  readonly why: string;
}
