import type { Loose } from '../../../support/generated-shards.js';

/** How a call ended, in a form that two databases can be compared by. */
export type Outcome =
  | { readonly ok: true; readonly value: Loose }
  | { readonly ok: false; readonly name: string; readonly code: string; readonly error: Loose };

/** Runs a call and says how it ended, also when it throws before it returns a promise. */
export async function outcomeOf(call: () => PromiseLike<Loose>): Promise<Outcome> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const { name = '', code = '' } = Object(error);
    return { ok: false, name: String(name), code: String(code), error };
  }
}

/** Our own refusal, before anything was sent. */
export function isRefusal(outcome: Outcome): boolean {
  return !outcome.ok && /^SG3\d{3}$/.test(outcome.code);
}

/** An error that plain Prisma would give too; it leaves its version on those that it did not make. */
export function isPrismaError(outcome: Outcome): boolean {
  if (outcome.ok) return false;
  return outcome.name.startsWith('PrismaClient') || 'clientVersion' in Object(outcome.error);
}
