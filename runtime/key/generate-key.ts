import { randomUUID } from 'node:crypto';
import { makeUuid7 } from '../id-layout/uuid7.js';

/** What is made without asking anybody. */
export type InstantKey = 'uuid4' | 'uuid7' | 'now';

/** A value for a key field whose default Prisma would compute only after the call was routed. */
export function generateKey(kind: 'uuid4' | 'uuid7'): string;
export function generateKey(kind: InstantKey): string | Date;
export function generateKey(kind: InstantKey): string | Date {
  switch (kind) {
    case 'uuid4':
      return randomUUID();
    case 'uuid7':
      return makeUuid7(Date.now());
    case 'now':
      return new Date();
    default:
      return kind satisfies never;
  }
}
