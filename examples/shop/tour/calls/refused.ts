import type { ShardedClient } from '../../src/generated/shards/index.js';
import type { Call } from './call.js';

/** What a cast hides from the types, or they cannot see: the run time refuses it, by name. */
export const refused = [
  refusal({
    title: 'No key, and a cast to get past the compiler: an error, never a scatter',
    run: (db) => db.order.findMany({ where: { status: 'OPEN' } } as never),
    shards: 0,
  }),
  refusal({
    title: "Another customer's line, smuggled into an order",
    run: (db) =>
      db.order.update({
        where: { userId_number: { userId: 42n, number: 1 } },
        data: {
          items: {
            connect: { userId_orderNumber_line: { userId: 43n, orderNumber: 1, line: 1 } },
          },
        },
      }),
    shards: 0,
  }),
];

interface RefusedCall {
  readonly title: string;
  readonly run: (db: ShardedClient) => PromiseLike<unknown>;
  readonly shards: 0;
}

/** A call whose answer is the error that it ends with. */
function refusal({ title, run, shards }: RefusedCall): Call {
  return {
    title,
    shards,
    async perform(db) {
      try {
        await run(db);
      } catch (error) {
        if (error instanceof Error) return error.message;
        throw error;
      }
      throw new Error(`A call that must be refused was not: ${title}`);
    },
  };
}
