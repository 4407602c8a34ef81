import type { ModelMethod } from './model-method.js';

/** One call on one shard, as a value: what any executor needs to know of it. */
export interface Operation {
  /** Model name, such as `Order`. */
  readonly model: string;
  readonly method: ModelMethod;
  /** The arguments as Prisma takes them. */
  readonly args: unknown;
  /** The same object in every part of a call that asks several shards; absent when one shard is asked. */
  readonly partOf?: object;
}
