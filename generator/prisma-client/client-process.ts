import type { FileChange } from '../output/file-change.js';
import { isNamedError } from '../terminal/print-error.js';
import { clientChanges } from './client-changes.js';
import type { ClientRequest } from './client-request.js';

/** What the process answers to each request. An error loses its own properties on the way to another one. */
export type ClientAnswer =
  | { readonly kind: 'made'; readonly changes: readonly FileChange[] }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly fix: string;
    }
  | { readonly kind: 'broken'; readonly error: unknown };

async function answer(request: ClientRequest): Promise<ClientAnswer> {
  try {
    return { kind: 'made', changes: await clientChanges(request) };
  } catch (thrown) {
    if (!isNamedError(thrown)) return { kind: 'broken', error: thrown };
    const { code, message, fix } = thrown;
    return { kind: 'refused', code, message, fix };
  }
}

process.on('message', async (request: ClientRequest) => {
  const outcome = await answer(request);
  if (process.connected) process.send?.(outcome);
});
// Signals reach every process of a terminal or group; this one ends when nobody can ask any more.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);
