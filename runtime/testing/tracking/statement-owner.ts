import type { CallPart } from './call-part.js';
import type { StatementTag } from './call-tags.js';
import type { CallsInFlight } from './calls-in-flight.js';
import type { StatementKind } from './statement.js';
import type { StatementRecord } from './statement-record.js';

/** Finds the call that each statement of one connection belongs to. */
export interface StatementOwner {
  own(record: StatementRecord, kind: StatementKind, sql: string, tag?: StatementTag): void;
}

const BEGINS = /^\s*(BEGIN|START)\b/i;
const ENDS = /^\s*(COMMIT|ROLLBACK|END|ABORT|PREPARE)\b(?!\s+TO\b)/i;

export function createStatementOwner(calls: CallsInFlight): StatementOwner {
  let inTransaction = false;
  /** The call of the last statement of the open transaction. */
  let current: CallPart | undefined;
  /** What came before anything could say whose it is, such as BEGIN. */
  let waiting: StatementRecord[] = [];
  return {
    own(record, kind, sql, tag) {
      if (kind === 'transaction') {
        // Prisma tags no statement of this kind: what begins and ends a transaction is its call's.
        if (BEGINS.test(sql)) {
          inTransaction = true;
          current = undefined;
          waiting = [];
        }
        if (current === undefined) waiting.push(record);
        else record.assign(current);
        if (ENDS.test(sql)) inTransaction = false;
        return;
      }
      const part = calls.claim(tag, inTransaction ? current : undefined);
      if (part === undefined) return;
      record.assign(part);
      if (!inTransaction) return;
      for (const earlier of waiting) earlier.assign(part);
      waiting = [];
      current = part;
    },
  };
}
