import { reasonOf } from '../errors/quote.js';

/** Steps that take back what was done, newest first. */
export interface UndoLog {
  add(path: string, step: () => Promise<void>): void;
  /** Runs every step even when one fails; returns what could not be taken back. */
  undo(): Promise<readonly { readonly path: string; readonly reason: string }[]>;
}

export function createUndoLog(): UndoLog {
  const steps: { path: string; step: () => Promise<void> }[] = [];
  return {
    add: (path, step) => {
      steps.push({ path, step });
    },
    undo: async () => {
      const failures: { path: string; reason: string }[] = [];
      for (const { path, step } of steps.reverse()) {
        try {
          await step();
        } catch (thrown) {
          failures.push({ path, reason: reasonOf(thrown) });
        }
      }
      return failures;
    },
  };
}
