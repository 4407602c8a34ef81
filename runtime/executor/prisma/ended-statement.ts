import { CALL_HAS_ENDED } from '../sql-state.js';

/**
 * The error of a statement whose call has ended early. It looks like one of a database, so that who shares
 * the statement sees what it is: Prisma makes one of several `findUnique` of one moment.
 */
export class EndedStatement extends Error {
  readonly code = CALL_HAS_ENDED;
  readonly severity = 'ERROR';

  constructor(cause: unknown) {
    super('the call of this statement has ended', { cause });
  }
}
