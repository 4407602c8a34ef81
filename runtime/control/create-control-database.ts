import pg from 'pg';
import { serverOf } from '../executor/prisma/server-of.js';
import { SteadyClient } from '../executor/prisma/steady-client.js';
import type { ControlDatabase, ControlSession } from './control-database.js';
import {
  type ControlEvents,
  type ControlListener,
  createControlListener,
} from './control-listener.js';
import { explainFailure } from './explain-failure.js';

/** What is asked of it is small, so that a few connections serve a busy process. */
const CONNECTIONS = 4;
/** A server that takes longer counts as one that cannot be reached. */
const PATIENCE_MS = 10_000;

/** One to ask by, and one to listen. */
const ENOUGH = 2;

const DEAF: ControlListener = { start: () => undefined, stop: async () => undefined };

/** What a control database is made of. */
export interface ControlDatabaseOptions {
  readonly url: string;
  /** How many at a time the server takes of one program. Default: as many as it likes. */
  readonly maxConnections?: number | undefined;
  /** Told of every request; the answer is called when it has ended. What it throws is the request's error. */
  readonly watch?: (() => () => void) | undefined;
}

export function createControlDatabase(options: ControlDatabaseOptions): ControlDatabase {
  return new PooledControlDatabase(options);
}

class PooledControlDatabase implements ControlDatabase {
  // Private by `#`, so that a password does not show when somebody prints what holds this.
  readonly #options: ControlDatabaseOptions;
  readonly #listeners: ControlListener[] = [];
  #pool: pg.Pool | undefined;

  constructor(options: ControlDatabaseOptions) {
    this.#options = options;
  }

  get server(): string {
    return serverOf(this.#options.url);
  }

  query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return this.named(async () => rowsOf<Row>(await this.pool().query(sql, [...values])));
  }

  transaction<T>(work: (session: ControlSession) => Promise<T>): Promise<T> {
    return this.named(async () => {
      const client = await this.pool().connect();
      const session: ControlSession = {
        query: (sql, values = []) =>
          this.explained(async () => rowsOf(await client.query(sql, [...values]))),
      };
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const answer = await work(session);
        await client.query('COMMIT');
        return answer;
      } catch (error) {
        // A connection that cannot even roll back is closed, which rolls back too.
        await client.query('ROLLBACK').catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }

  listener(channel: string, events: ControlEvents): ControlListener {
    const { url, maxConnections = ENOUGH } = this.#options;
    if (maxConnections < ENOUGH) return DEAF;
    const listener = createControlListener(url, channel, events);
    this.#listeners.push(listener);
    return listener;
  }

  async disconnect(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await Promise.all([pool?.end(), ...this.#listeners.map((listener) => listener.stop())]);
  }

  private pool(): pg.Pool {
    if (this.#pool !== undefined) return this.#pool;
    const pool = new pg.Pool({
      connectionString: this.#options.url,
      Client: SteadyClient,
      max: Math.min(CONNECTIONS, this.#options.maxConnections ?? CONNECTIONS),
      application_name: 'shardgen control',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is replaced by the next use.
    pool.on('error', () => undefined);
    this.#pool = pool;
    return pool;
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    const end = this.#options.watch?.();
    try {
      return await this.explained(work);
    } finally {
      end?.();
    }
  }

  private async explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explainFailure(this.server, error);
    }
  }
}

function rowsOf<Row extends object>(result: pg.QueryResult): readonly Row[] {
  // Sound: whoever writes the statement names its columns.
  return result.rows as readonly Row[];
}
