import type { ModelMethod } from './model-method.js';

/** One call on one shard, as a value: what any executor needs to know of it. */
export interface Operation {
  /** Model name, such as `Order`. */
  readonly model: string;
  readonly method: ModelMethod;
  /** The arguments as Prisma takes them. */
  readonly args: unknown;
  /**
   * A UUIDv7 under which the writes of this operation enter the shard: they fail with `isRefused` when the
   * token was refused there. Only with an executor that was made for it.
   */
  readonly fence?: string;
  /** The same object in every part of a call that asks several shards; absent when one shard is asked. */
  readonly partOf?: object;
  /** By the clock: when what the arguments leave out was asked for; absent where they leave nothing out. */
  readonly askedAt?: number;
}
