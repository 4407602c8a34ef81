import { PrismaPg } from '@prisma/adapter-pg';
import type { Call } from '../../errors/call.js';
import { ShardUnreachableError } from '../../errors/execution-errors.js';
import { internalError } from '../../errors/internal-error.js';
import type { Executor } from '../executor.js';
import type { ModelMethod } from '../model-method.js';
import type { Operation } from '../operation.js';
import type { SqlDriverAdapterFactory } from './driver-adapter.js';
import { isConnectionFailure } from './is-connection-failure.js';
import type { ClientLike, DelegateLike, PrismaClientClass } from './prisma-client-like.js';
import { serverOf } from './server-of.js';
import type { ShardConnection } from './shard-connection.js';

/** What a Prisma executor is made of. */
export interface PrismaExecutorOptions {
  readonly PrismaClient: PrismaClientClass;
  /** In topology order. */
  readonly shards: readonly ShardConnection[];
  /** Model name to the property of PrismaClient. */
  readonly delegates: ReadonlyMap<string, string>;
  /** Default: `@prisma/adapter-pg` with the shard's url. */
  readonly adapter?: ((shard: ShardConnection) => SqlDriverAdapterFactory) | undefined;
  /** Further options of every PrismaClient. */
  readonly client?: object | undefined;
}

/** One PrismaClient per shard, built at the first call that needs it. */
export function createPrismaExecutor(options: PrismaExecutorOptions): Executor {
  return new PrismaExecutor(options);
}

interface OpenShard {
  readonly client: ClientLike;
  /** A client finds its models through a proxy; this map spares that on every call. */
  readonly delegates: Map<string, DelegateLike>;
}

class PrismaExecutor implements Executor {
  // Private by `#`, so that urls do not show when somebody prints a repository or a promise.
  readonly #options: PrismaExecutorOptions;
  readonly #open: (OpenShard | undefined)[];

  constructor(options: PrismaExecutorOptions) {
    this.#options = options;
    this.#open = options.shards.map(() => undefined);
  }

  prepare(shard: number, { model, method, args }: Operation): PromiseLike<unknown> {
    const delegate = this.delegate(shard, model);
    const run = delegate[method];
    if (typeof run !== 'function') {
      throw internalError(`the Prisma client has no ${model}.${method}()`);
    }
    // Sound: every method of a delegate returns a PrismaPromise.
    return run.call(delegate, args) as PromiseLike<unknown>;
  }

  explain(shard: number, call: Call & { readonly method: ModelMethod }, error: unknown): unknown {
    const connection = this.#options.shards[shard];
    if (connection === undefined || !isConnectionFailure(error)) return error;
    return new ShardUnreachableError(connection.name, serverOf(connection.url), call, error);
  }

  fieldReferences(model: string): unknown {
    return this.delegate(0, model)['fields'];
  }

  async disconnect(): Promise<void> {
    const clients = this.#open.flatMap((shard) => (shard === undefined ? [] : [shard.client]));
    await Promise.all(clients.map((client) => client.$disconnect()));
  }

  private delegate(shard: number, model: string): DelegateLike {
    const { client, delegates } = this.openShard(shard);
    const known = delegates.get(model);
    if (known !== undefined) return known;
    const found = client[this.#options.delegates.get(model) ?? ''];
    if (typeof found !== 'object' || found === null) {
      throw internalError(`the Prisma client has no model ${model}`);
    }
    // Sound: a model of a PrismaClient is an object of methods, and each is checked before its call.
    const delegate = found as DelegateLike;
    delegates.set(model, delegate);
    return delegate;
  }

  private openShard(shard: number): OpenShard {
    const known = this.#open[shard];
    if (known !== undefined) return known;
    const connection = this.#options.shards[shard];
    if (connection === undefined) throw internalError(`there is no shard number ${shard}`);
    const adapter =
      this.#options.adapter === undefined
        ? new PrismaPg({ connectionString: connection.url })
        : this.#options.adapter(connection);
    const settings = { ...this.#options.client, adapter };
    // Sound: a generated client takes an adapter with any of Prisma's client options.
    const client = new this.#options.PrismaClient(settings as never) as ClientLike;
    const opened = { client, delegates: new Map<string, DelegateLike>() };
    this.#open[shard] = opened;
    return opened;
  }
}
