import type { Loose } from '../data/plain.js';

/** How a call ended. */
export type Outcome =
  | { readonly ok: true; readonly value: Loose }
  | { readonly ok: false; readonly name: string; readonly code: string; readonly error: Loose };

/** Runs a call and says how it ended, also when it throws before it returns a promise. */
export async function outcomeOf(call: () => PromiseLike<Loose>): Promise<Outcome> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Outcome {
  const { name = '', code = '' } = Object(error);
  return { ok: false, name: String(name), code: String(code), error };
}

/** The errors of the shards, where that is what a call ended with. */
export function causesOf(outcome: Outcome): readonly Outcome[] {
  if (outcome.ok) return [];
  const { failures } = Object(outcome.error);
  return Array.isArray(failures) ? failures.map(({ cause }) => failure(cause)) : [];
}

export const isInvalid = (outcome: Outcome): boolean =>
  !outcome.ok && outcome.name === 'PrismaClientValidationError';
