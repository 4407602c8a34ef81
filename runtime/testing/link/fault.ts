import type { StatementKind } from '../tracking/statement.js';

/** An error that PostgreSQL itself raises in place of a statement. */
export interface RaisedError {
  /** SQLSTATE, such as `40001`. */
  readonly code: string;
  readonly message: string;
}

/** What goes wrong with one statement. */
export type StatementFault =
  /** The server refuses it; an open transaction is aborted, as by any error. */
  | { readonly kind: 'raise'; readonly error: RaisedError }
  /** The driver throws this; an open transaction is aborted. */
  | { readonly kind: 'throw'; readonly error: Error }
  /** The connection breaks before the statement is sent. */
  | { readonly kind: 'lose-request' }
  /** The statement runs, and the connection breaks before the answer arrives. */
  | { readonly kind: 'lose-reply' }
  /** The statement waits this long before it is sent. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The server crashes before the statement is sent, and is started again at once. */
  | { readonly kind: 'crash' };

/** Which statements a scripted fault waits for. */
export type FaultTarget = StatementKind | 'any';

/** Decides, statement by statement, what goes wrong on one shard. */
export interface FaultScript {
  next(kind: StatementKind, sql: string): StatementFault | undefined;
}
