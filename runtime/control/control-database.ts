import type { ControlEvents, ControlListener } from './control-listener.js';

/** A row of an answer, column by column. */
export type ControlRow = Readonly<Record<string, unknown>>;

/** Where statements are sent, one after the other. */
export interface ControlSession {
  /**
   * Runs one statement and answers its rows, whose columns `Row` names. Values travel beside the text.
   *
   * @throws ShardgenError SG3401, SG3402, SG3404.
   */
  query<Row extends object = ControlRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
}

/**
 * The PostgreSQL database in which shardgen keeps what all processes have to agree on and what has to
 * last. Nothing is connected before the first statement, and idle connections keep no process alive.
 */
export interface ControlDatabase extends ControlSession {
  /** Host, port and database, for messages; never a user or a password. */
  readonly server: string;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   *
   * @throws ShardgenError as `query`, and what `work` throws.
   */
  transaction<T>(work: (session: ControlSession) => Promise<T>): Promise<T>;
  /**
   * Hears notifications on a connection of its own, once it is started. Where there is only one connection
   * it never hears any: nothing may depend on them.
   */
  listener(channel: string, events: ControlEvents): ControlListener;
  /** Closes the connections; a later statement opens them again. */
  disconnect(): Promise<void>;
}
