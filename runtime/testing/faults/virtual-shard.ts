import type { FaultTarget } from '../link/fault.js';

/** The error to inject: an SQLSTATE, an SQLSTATE with its text, an error of one's own, or a broken connection. */
export type InjectedError =
  | string
  | { readonly code: string; readonly message?: string }
  | Error
  | 'connection lost';

/** Which statement a one-time fault waits for. */
export interface FaultTiming {
  /** Default: any statement. `transaction` is BEGIN, COMMIT and the like. */
  readonly on?: FaultTarget;
  /** How many of these statements pass before. Default: 0, so that the next one is hit. */
  readonly after?: number;
}

export interface FailNextOptions extends FaultTiming {
  /**
   * An SQLSTATE such as `40001` makes PostgreSQL itself raise the error, so that an open transaction
   * is aborted as by any other. Default: `XX000`.
   */
  readonly with?: InjectedError;
  /** How many statements in a row fail. Default: 1. */
  readonly times?: number;
}

/**
 * One virtual shard, and what can go wrong with it. A fault lasts until `restore()`, except for those
 * that hit one statement. All of them act at once; the promise is for what the server has to do.
 */
export interface VirtualShard {
  readonly name: string;
  /** Connection url of its database, for looking at it from outside; faults do not apply there. */
  readonly url: string;
  /** Process id of its server, where there is one of this machine. */
  readonly pid: number | undefined;
  /** Shuts it down: connections end, open transactions are rolled back, new connections are refused (SG5001). */
  down(): Promise<void>;
  /** Requests hang, new connections too, until the deadline of the call (SG5004) or `restore()`. */
  partition(): Promise<void>;
  /** Each statement waits `ms` milliseconds of the clock before it is sent. */
  slow(ms: number): Promise<void>;
  /**
   * Lets a statement fail without being run.
   *
   * @example await shards.shard_2.failNext({ on: 'write', after: 1, with: '40001' })
   */
  failNext(options?: FailNextOptions): Promise<void>;
  /** Lets a statement run and loses its answer: the connection breaks (SG5001). */
  dropReply(timing?: FaultTiming): Promise<void>;
  /**
   * Kills it: connections are gone, uncommitted work is rolled back, prepared transactions stay. With
   * `servers: 'separate'` the server process itself is killed. It stays down until `restore()`.
   */
  crash(): Promise<void>;
  /** Ends every fault, and starts it again when it is down. What waited goes on. */
  restore(): Promise<void>;
}
