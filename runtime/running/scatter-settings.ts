/** What a call over several shards does where a shard does not answer. */
export type OnFailure = 'fail' | 'partial';

/**
 * How one call over several shards runs.
 *
 * @example await db.order.onAllShards({ deadlineMs: 2_000, signal }).findMany({ where: { total: { gt: 100 } } })
 */
export interface ScatterOptions {
  /**
   * `fail`, the default: one error that names every shard that failed (SG5002). `partial`: an answer that
   * says which shards are missing, so that it has to be looked at before the rows are.
   */
  readonly onFailure?: OnFailure | undefined;
  /** Milliseconds for the whole call, with what it waits and repeats; what runs then is cancelled in the databases. */
  readonly deadlineMs?: number | undefined;
  /** Ends the call: it rejects with the reason of the signal, and what runs is cancelled in the databases. */
  readonly signal?: AbortSignal | undefined;
  /** How many shards are asked at the same time. */
  readonly concurrency?: number | undefined;
  /** How many rows the call may hold at once; more is SG5013. */
  readonly maxRows?: number | undefined;
  /**
   * How many bytes the rows may take that the call receives from the shards; more is SG5014. Each value counts
   * with its bytes and 64 more.
   */
  readonly maxBytes?: number | undefined;
}

/**
 * What holds for calls over several shards that do not say it themselves, and what holds for all of them.
 *
 * @example createShards({ scatter: { deadlineMs: 5_000, concurrency: 8 } })
 */
export interface ScatterDefaults {
  /** How many shards one call asks at the same time. Default 16. */
  readonly concurrency?: number;
  /** How many questions to shards all such calls of this process have running. Default 64. */
  readonly processConcurrency?: number;
  /** How many more may wait for their turn; beyond that a call fails with SG5012. Default 1024. */
  readonly queue?: number;
  /** Default 100000. */
  readonly maxRows?: number;
  /** Default 256 MiB, or an eighth of what the process may have in its heap, where that is less. */
  readonly maxBytes?: number;
  /** Default: the `deadlineMs` of the client, if it has one. */
  readonly deadlineMs?: number;
  /** How often a read is repeated after an error that passes by itself. Default 2. */
  readonly retries?: number;
}

/** The same, with every value decided. */
export interface ScatterSettings {
  readonly concurrency: number;
  readonly processConcurrency: number;
  readonly queue: number;
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly deadlineMs: number | undefined;
  readonly retries: number;
}
