declare const immutable: unique symbol;

/**
 * A type that no value has. It stands where a shard key could be written, and its argument is the
 * sentence that the compiler shows. An interface, because TypeScript prints its argument in full.
 */
export interface ShardKeyIsImmutable<Reason extends string> {
  readonly [immutable]: Reason;
}
