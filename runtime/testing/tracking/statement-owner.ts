import type { CallPart } from './call-part.js';
import type { StatementTag } from './call-tags.js';
import type { CallsInFlight } from './calls-in-flight.js';
import type { StatementKind } from './statement.js';
import type { StatementRecord } from './statement-record.js';

/** Finds the call that each statement of one connection belongs to. */
export interface StatementOwner {
  own(record: StatementRecord, statement: SentStatement): void;
}

interface SentStatement {
  readonly kind: StatementKind;
  readonly sql: string;
  readonly tag: StatementTag | undefined;
  /** Whether the connection was in a transaction before it. */
  readonly inTransaction: boolean;
}

const BEGINS = /^\s*(BEGIN|START)\b/i;

export function createStatementOwner(calls: CallsInFlight): StatementOwner {
  /** The call of the last statement of the open transaction. */
  let current: CallPart | undefined;
  /** What came before anything could say whose it is, such as BEGIN. */
  let waiting: StatementRecord[] = [];
  return {
    own(record, { kind, sql, tag, inTransaction }) {
      const begins = kind === 'transaction' && BEGINS.test(sql);
      if (begins || !inTransaction) {
        current = undefined;
        waiting = [];
      }
      if (kind === 'transaction') {
        // Prisma tags no statement of this kind: what begins and ends a transaction is its call's.
        current ??= begins ? calls.alone : undefined;
        if (current === undefined) waiting.push(record);
        else record.assign([current]);
        return;
      }
      const parts = calls.claim(tag, current);
      const [first] = parts;
      if (first === undefined) return;
      record.assign(parts);
      for (const earlier of waiting) earlier.assign([first]);
      waiting = [];
      current = first;
    },
  };
}
