import type { Call } from '../../errors/call.js';
import { ShardUnreachableError } from '../../errors/execution-errors.js';
import { internalError } from '../../errors/internal-error.js';
import { keyIsElsewhere } from '../../errors/move-errors.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import type { Executor } from '../executor.js';
import { lazily } from '../lazy-promise.js';
import type { ModelMethod } from '../model-method.js';
import type { Operation } from '../operation.js';
import { ROW_IS_ELSEWHERE, sqlStateOf } from '../sql-state.js';
import type { SqlRow, SqlStatement } from '../sql-statement.js';
import { type ShardTransaction, SUPERVISED_MS, type Supervisor } from '../supervisor.js';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from './driver-adapter.js';
import { runFenced } from './fence-scope.js';
import { type FencedAdapter, fencedAdapter } from './fenced-adapter.js';
import { isConnectionFailure } from './is-connection-failure.js';
import type {
  ClientLike,
  DelegateLike,
  PrismaClientClass,
  TransactionOptions,
} from './prisma-client-like.js';
import { runSql } from './run-sql.js';
import { serverOf } from './server-of.js';
import type { ShardConnection } from './shard-connection.js';
import { steadyAdapter } from './steady-adapter.js';
import { SteadyClient } from './steady-client.js';
import { ownTransaction, runSupervised } from './supervised-transaction.js';
import { uniqueViolation } from './unique-violation.js';

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
  /** Further options of one shard's PrismaClient. */
  readonly clientOptions?: ((shard: ShardConnection) => object) | undefined;
}

/** One PrismaClient per shard, built at the first call that needs it. */
export function createPrismaExecutor(options: PrismaExecutorOptions): Executor {
  return new PrismaExecutor(options);
}

/** Prisma's own times are too short. */
const PATIENT: TransactionOptions = {
  isolationLevel: 'ReadCommitted',
  maxWait: SUPERVISED_MS,
  timeout: SUPERVISED_MS,
};

type Method = (args: unknown) => PromiseLike<unknown>;

/** A model of one shard's client. */
interface OpenModel {
  readonly delegate: DelegateLike;
  readonly methods: Map<ModelMethod, Method>;
}

interface OpenShard {
  readonly client: ClientLike;
  readonly fenced: FencedAdapter;
  /** Client and delegate find what they are asked for through proxies: once here, not on every call. */
  readonly models: Map<string, OpenModel>;
}

class PrismaExecutor implements Executor {
  // Private by `#`, so that urls do not show when somebody prints a repository or a promise.
  readonly #options: PrismaExecutorOptions;
  readonly #open: (OpenShard | undefined)[];

  constructor(options: PrismaExecutorOptions) {
    this.#options = options;
    this.#open = options.shards.map(() => undefined);
  }

  prepare(shard: number, { model, method, args, fence }: Operation): PromiseLike<unknown> {
    const open = this.openModel(shard, model);
    const run = open.methods.get(method) ?? findMethod(open, model, method);
    return fence === undefined ? run(args) : lazily(() => runFenced(fence, () => run(args)));
  }

  async sql(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]> {
    return runSql(await this.connectionOf(shard), statement);
  }

  async supervise(
    shards: readonly number[],
    { model, method, args }: Operation,
    supervisor: Supervisor,
  ): Promise<unknown> {
    const { client } = this.openShard(shards[0] ?? 0);
    const delegate = this.#options.delegates.get(model) ?? '';
    return runSupervised(supervisor, () =>
      client.$transaction((transaction) => {
        const run = transaction[delegate]?.[method];
        if (typeof run !== 'function') throw internalError(`there is no ${model}.${method}()`);
        // Sound: every method of a delegate takes its arguments and returns a PrismaPromise.
        return (run as Method)(args);
      }, PATIENT),
    );
  }

  async schemaOf(shard: number): Promise<string> {
    const connection = await this.connectionOf(shard);
    return connection.getConnectionInfo?.().schemaName ?? 'public';
  }

  async begin(shard: number): Promise<ShardTransaction> {
    const connection = await this.connectionOf(shard);
    return ownTransaction(await connection.startTransaction('READ COMMITTED'));
  }

  uniqueViolation(model: string, fields: readonly string[]): Error {
    // Somebody has just been asked, so there is a client.
    const version = this.#open.find((shard) => shard !== undefined)?.client['_clientVersion'];
    return uniqueViolation(model, fields, typeof version === 'string' ? version : '');
  }

  relation(work: PromiseLike<unknown>, name: string, args: unknown): PromiseLike<unknown> {
    const ask: unknown = Reflect.get(work, name);
    if (typeof ask !== 'function') {
      throw internalError(`the Prisma client has no relation ${name}`);
    }
    // Sound: a relation of Prisma's fluent API returns a PrismaPromise.
    return ask.call(work, args) as PromiseLike<unknown>;
  }

  explain(shard: number, call: Call, error: unknown): unknown {
    const connection = this.#options.shards[shard];
    // What is named already says which shard it is about, and that may be another one.
    if (connection === undefined || error instanceof ShardgenError) return error;
    if (sqlStateOf(error) === ROW_IS_ELSEWHERE) return keyIsElsewhere(call, connection.name, error);
    if (!isConnectionFailure(error)) return error;
    return new ShardUnreachableError(connection.name, serverOf(connection.url), call, error);
  }

  fieldReferences(model: string): unknown {
    return this.openModel(0, model).delegate['fields'];
  }

  async disconnect(): Promise<void> {
    const clients = this.#open.flatMap((shard) => (shard === undefined ? [] : [shard.client]));
    await Promise.all(clients.map((client) => client.$disconnect()));
  }

  /** The connections of a shard's client, for statements that Prisma does not know. */
  private async connectionOf(shard: number): Promise<SqlDriverAdapter> {
    const { client, fenced } = this.openShard(shard);
    if (fenced.connection() === undefined) await client.$connect();
    const connection = fenced.connection();
    if (connection === undefined) throw internalError('Prisma did not use its adapter');
    return connection;
  }

  private openModel(shard: number, model: string): OpenModel {
    const { client, models } = this.openShard(shard);
    const known = models.get(model);
    if (known !== undefined) return known;
    const found = client[this.#options.delegates.get(model) ?? ''];
    if (typeof found !== 'object' || found === null) {
      throw internalError(`the Prisma client has no model ${model}`);
    }
    // Sound: a model of a PrismaClient is an object of methods, and each is checked before its call.
    const opened = { delegate: found as DelegateLike, methods: new Map<ModelMethod, Method>() };
    models.set(model, opened);
    return opened;
  }

  private openShard(shard: number): OpenShard {
    const known = this.#open[shard];
    if (known !== undefined) return known;
    const connection = this.#options.shards[shard];
    if (connection === undefined) throw internalError(`there is no shard number ${shard}`);
    const adapter =
      this.#options.adapter === undefined
        ? steadyAdapter({ connectionString: connection.url, Client: SteadyClient })
        : this.#options.adapter(connection);
    const own = this.#options.clientOptions?.(connection);
    const fenced = fencedAdapter(adapter);
    const settings = { ...this.#options.client, ...own, adapter: fenced };
    // Sound: a generated client takes an adapter with any of Prisma's client options.
    const client = new this.#options.PrismaClient(settings as never) as ClientLike;
    const opened = { client, fenced, models: new Map<string, OpenModel>() };
    this.#open[shard] = opened;
    return opened;
  }
}

function findMethod(open: OpenModel, model: string, method: ModelMethod): Method {
  const found = open.delegate[method];
  if (typeof found !== 'function') {
    throw internalError(`the Prisma client has no ${model}.${method}()`);
  }
  // Sound: every method of a delegate takes its arguments and returns a PrismaPromise.
  const run = found.bind(open.delegate) as Method;
  open.methods.set(method, run);
  return run;
}
