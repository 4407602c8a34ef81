import { AsyncLocalStorage } from 'node:async_hooks';
import type { Recording } from './call-part.js';
import type { Statement } from './statement.js';
import { joinParts, type TrackedCall } from './tracked-call.js';

/** What a function caused. */
export interface Recorded {
  readonly statements: readonly Statement[];
  readonly calls: readonly TrackedCall[];
}

const current = new AsyncLocalStorage<readonly Recording[]>();
let active = 0;

/** The recordings that a call belongs to which begins now. */
export function activeRecordings(): readonly Recording[] {
  return active === 0 ? NONE : (current.getStore() ?? NONE);
}

const NONE: readonly Recording[] = Object.freeze([]);

/** Runs `work` and answers what it returned, and all that it caused. */
export async function record<T>(
  work: () => T | PromiseLike<T>,
): Promise<{ readonly value: T; readonly recorded: Recorded }> {
  const recording: Recording = { statements: [], parts: [] };
  const outer = activeRecordings();
  active += 1;
  try {
    const value = await current.run([...outer, recording], async () => work());
    const statements = recording.statements
      .sort((a, b) => a.sequence - b.sequence)
      .map((statement) => statement.snapshot());
    return { value, recorded: { statements, calls: joinParts(recording.parts) } };
  } finally {
    active -= 1;
    // Up to Node 22 a storage in use costs every promise of the process, so it is in use only here.
    if (active === 0) current.disable();
  }
}
