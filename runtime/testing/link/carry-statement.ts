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
  try {
    const fault = link.script?.(kind, sql);
    if (!link.free) await gate(link.request(), carrier);
    const answer = await (fault === undefined ? carrier.send() : sendFaulty(link, fault, carrier));
    return await arrive(link, { record, began }, answer, carrier);
  } catch (error) {
    record.failed(error, performance.now() - began);
    throw error;
  }
}

/** The way may have been cut while the server worked: then the answer waits too. */
export async function arrive(
  link: ShardLink,
  { record, began }: Logged,
  answer: Answer,
  carrier: Pick<Carrier, 'breakOff'>,
): Promise<Answer> {
  if (!link.free) await gate(link.pass(), carrier);
  record.done(rowsOf(answer), performance.now() - began);
  return answer;
}

async function gate(way: Promise<void>, carrier: Pick<Carrier, 'breakOff'>): Promise<void> {
  try {
    await way;
  } catch (error) {
    carrier.breakOff();
    throw error;
  }
}

async function sendFaulty(
  link: ShardLink,
  fault: StatementFault,
  carrier: Carrier,
): Promise<Answer> {
  switch (fault.kind) {
    case 'raise':
      return carrier.raise(fault.error);
    case 'throw':
      if (carrier.inTransaction) {
        await carrier.raise(ABORTED).catch(() => undefined);
      }
      throw fault.error;
    case 'lose-request':
      carrier.breakOff();
      throw connectionReset();
    case 'lose-reply':
      await carrier.send();
      carrier.breakOff();
      throw connectionReset();
    case 'delay':
      await link.wait(fault.ms);
      return carrier.send();
    case 'crash':
      link.close();
      await link.crash();
      link.open();
      throw connectionReset();
    default:
      return fault satisfies never;
  }
}

const ABORTED: RaisedError = { code: 'XX000', message: 'injected by shardgen/testing' };

export function rowsOf(answer: Answer): number {
  if ('rows' in answer) return answer.rowCount ?? 0;
  return answer.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}
