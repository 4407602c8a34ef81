import type { CallScope } from '../executor/call-scope.js';

/** How many may run at the same time, and how many more may wait. */
export interface TurnLimits {
  readonly most: number;
  readonly queue: number;
}

/** Lets so many run at the same time; the others wait, in the order in which they came. */
export interface Turns {
  /**
   * Resolves when it is one's turn, with what ends it; with `ended` when the call has ended before. Throws
   * what `full` gives where nobody may wait any more.
   */
  take(limits: TurnLimits, scope: CallScope, full: () => Error): Promise<Turn>;
}

export type Turn = (() => void) | 'ended';

interface Waiter {
  readonly most: number;
  readonly begin: () => void;
}

export function createTurns(): Turns {
  let running = 0;
  const waiting = new Set<Waiter>();
  const next = (): void => {
    // Not only the first: clients of one process may have limits that differ.
    const first = [...waiting].find(({ most }) => running < most);
    first?.begin();
  };
  const begin = (): Turn => {
    running += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      running -= 1;
      next();
    };
  };
  return {
    async take({ most, queue }, scope, full) {
      if (scope.ended !== undefined) return 'ended';
      if (running < most) return begin();
      if (waiting.size >= queue) throw full();
      return new Promise<Turn>((resolve) => {
        const leave = (turn: () => Turn) => {
          waiting.delete(waiter);
          forget();
          resolve(turn());
        };
        const waiter: Waiter = { most, begin: () => leave(begin) };
        waiting.add(waiter);
        const forget = scope.onEnd(() => leave(() => 'ended'));
      });
    },
  };
}

/** Of this process, whatever clients there are. */
export const processTurns: Turns = createTurns();
