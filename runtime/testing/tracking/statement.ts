/** What a statement does to rows: reads them, writes them, or only begins and ends transactions. */
export type StatementKind = 'read' | 'write' | 'transaction';

/** One statement that a virtual shard was sent. */
export interface Statement {
  /** From 1 since the log was cleared, in the order in which the statements were sent. */
  readonly number: number;
  readonly shard: string;
  /** The call of the client that it belongs to; parts of one call on several shards share it. */
  readonly call: number | undefined;
  /** Model of that call, such as `Order`; undefined for a statement that no call of the client made. */
  readonly model: string | undefined;
  /** Method of that call, such as `findMany`. */
  readonly method: string | undefined;
  readonly kind: StatementKind;
  readonly sql: string;
  /** Milliseconds until the answer; undefined while there is none. */
  readonly durationMs: number | undefined;
  /** Rows that were returned or written. */
  readonly rows: number | undefined;
  /** Message of the error that the caller got in place of an answer. */
  readonly error: string | undefined;
}
