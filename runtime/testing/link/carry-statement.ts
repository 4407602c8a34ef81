import type { QueryResult } from 'pg';
import type { StatementKind } from '../tracking/statement.js';
import type { StatementRecord } from '../tracking/statement-record.js';
import type { RaisedError, StatementFault } from './fault.js';
import { connectionReset } from './lost-connection.js';
import type { ShardLink } from './shard-link.js';

const { performance } = globalThis;

/** What the driver answers: one result, or one for each statement of a script. */
export type Answer = QueryResult | readonly QueryResult[];

/** A connection as a statement on its way sees it. */
export interface Carrier {
  send(): Promise<Answer>;
  /** Makes the server raise an error; rejects with it. */
  raise(error: RaisedError): Promise<Answer>;
  /** Ends the open transaction. */
  rollBack(): Promise<Answer>;
  /** Breaks this connection. */
  breakOff(): void;
  readonly inTransaction: boolean;
}

interface Logged {
  readonly record: StatementRecord;
  /** When the statement was given to us, by `performance.now()`. */
  readonly began: number;
}

interface Sent extends Logged {
  readonly kind: StatementKind;
  readonly sql: string;
}

/** Sends one statement over the link, as far as the faults of the moment let it through. */
export async function carryStatement(
  link: ShardLink,
  { kind, sql, record, began }: Sent,
  carrier: Carrier,
): Promise<Answer> {
  let work: Promise<Answer>;
  try {
    const fault = link.nextFault(kind, sql);
    if (!link.free) await gate(link.request(), carrier);
    work = fault === undefined ? carrier.send() : sendFaulty(link, fault, sql, carrier);
  } catch (error) {
    record.failed(error, performance.now() - began);
    throw error;
  }
  return arrive(link, { record, began }, work, carrier);
}

/** The way may have been cut while the server worked: then the answer waits too, and so does an error. */
export async function arrive(
  link: ShardLink,
  { record, began }: Logged,
  work: Promise<Answer>,
  carrier: Pick<Carrier, 'breakOff'>,
): Promise<Answer> {
  try {
    const settled = await work.then(
      (answer) => () => answer,
      (error: unknown) => () => {
        throw error;
      },
    );
    if (!link.free) await gate(link.pass(), carrier);
    const answer = settled();
    record.done(rowsOf(answer), performance.now() - began);
    return answer;
  } catch (error) {
    record.failed(error, performance.now() - began);
    throw error;
  }
}

async function gate(way: Promise<void>, carrier: Pick<Carrier, 'breakOff'>): Promise<void> {
  try {
    await way;
  } catch (error) {
    carrier.breakOff();
    throw error;
  }
}

const ENDS = /^\s*(COMMIT|END|PREPARE\s+TRANSACTION)\b(?!\s+PREPARED)/i;
const ABORTED: RaisedError = { code: 'XX000', message: 'injected by shardgen/testing' };

async function sendFaulty(
  link: ShardLink,
  fault: StatementFault,
  sql: string,
  carrier: Carrier,
): Promise<Answer> {
  switch (fault.kind) {
    case 'raise':
      return refuse(carrier, sql, fault.error);
    case 'throw':
      if (carrier.inTransaction) await refuse(carrier, sql, ABORTED).catch(() => undefined);
      throw fault.error;
    case 'lose-request':
      carrier.breakOff();
      throw connectionReset();
    case 'lose-reply':
      // An error is an answer too.
      await carrier.send().catch(() => undefined);
      carrier.breakOff();
      throw connectionReset();
    case 'delay':
      await link.wait(fault.ms);
      await link.pass();
      return carrier.send();
    case 'crash':
      await link.crash();
      throw connectionReset();
    default:
      return fault satisfies never;
  }
}

/** A server that refuses to commit has ended the transaction. */
async function refuse(carrier: Carrier, sql: string, error: RaisedError): Promise<Answer> {
  try {
    return await carrier.raise(error);
  } finally {
    if (carrier.inTransaction && ENDS.test(sql)) await carrier.rollBack();
  }
}

export function rowsOf(answer: Answer): number {
  if ('rows' in answer) return answer.rowCount ?? 0;
  return answer.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}
