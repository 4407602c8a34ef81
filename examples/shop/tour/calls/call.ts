import type { ShardedClient } from '../../src/generated/shards/index.js';

/** How many shards a call must reach; the tour compares it with what it sees on the wire. */
export type Reach = 0 | 1 | 4;

/** A call on the repositories, and how to put its answer in a line. */
export interface Call {
  readonly title: string;
  readonly shards: Reach;
  /** Makes the call; answers the result in short. */
  perform(db: ShardedClient): Promise<string>;
}

interface CallText<Answer> {
  readonly title: string;
  readonly run: (db: ShardedClient) => PromiseLike<Answer>;
  readonly shards: Reach;
  readonly show: (answer: Answer) => string;
}

export function call<Answer>({ title, run, shards, show }: CallText<Answer>): Call {
  return { title, shards, perform: async (db) => show(await run(db)) };
}
