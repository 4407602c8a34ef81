import { AsyncLocalStorage } from 'node:async_hooks';
import { internalError } from '../../errors/internal-error.js';

/** A write that may only happen while its token is not refused; of one call on one shard. */
interface Fence {
  readonly token: string;
  /** Whether a statement has carried the token to the database. */
  carried: boolean;
}

const scope = new AsyncLocalStorage<Fence>();

/** Runs a call whose writes carry the token; it has to write something, or to fail. */
export async function runFenced(token: string, run: () => PromiseLike<unknown>): Promise<unknown> {
  const fence: Fence = { token, carried: false };
  const answer = await scope.run(fence, async () => run());
  if (!fence.carried) throw internalError('a write did not carry its fence to the database');
  return answer;
}

export function currentFence(): Fence | undefined {
  return scope.getStore();
}
