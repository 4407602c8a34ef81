import { tooManyMoves } from '../../errors/move-errors.js';
import { onAbort } from '../../executor/on-abort.js';
import type { Fields } from '../../router/fields.js';
import { plannedPage } from '../page/paginate.js';
import { readCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { planStream } from './plan-stream.js';
import { RowIterator } from './row-iterator.js';
import { KeysMoved, type Place, readFrom } from './stream-reader.js';

/** As often as keys may be moved from shard to shard before there is another row. */
const MOST_ATTEMPTS = 8;

/**
 * The rows of several shards in order, a batch of each shard at a time. Every loop over it begins anew; a
 * mistake in its arguments rejects the first step of the loop, as it would reject a call.
 */
export function stream(scope: ScatterScope, args: unknown): AsyncIterable<Fields> {
  return Object.freeze({
    [Symbol.asyncIterator](): AsyncIterator<Fields, undefined> {
      const loop = new AbortController();
      const { options } = scope;
      const { signal } = options;
      const chunks = chunksOf({ ...scope, options: { ...options, signal: loop.signal } }, args);
      return new RowIterator(heeding(signal, loop, chunks), () => loop.abort(), signal);
    },
  });
}

/** Ends the loop with the signal of the caller, which may be of another realm: `AbortSignal.any` hears none of those. */
async function* heeding<Chunk>(
  signal: AbortSignal | undefined,
  loop: AbortController,
  chunks: AsyncGenerator<Chunk>,
): AsyncGenerator<Chunk> {
  const forget = signal && onAbort(signal, () => loop.abort(signal.reason));
  try {
    yield* chunks;
  } finally {
    forget?.();
  }
}

/** @throws ShardgenError SG3010, SG3043, SG3044, SG3431, SG5002, and what `planStream` throws. */
async function* chunksOf(scope: ScatterScope, args: unknown): AsyncGenerator<readonly Fields[]> {
  const given = readCall(scope, 'stream', args);
  const { call } = given;
  const plan = planStream(plannedPage(scope, call), given.given);
  let place: Place | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    try {
      for await (const { behind, rows } of readFrom(scope, given, plan, place)) {
        yield rows;
        place = behind;
        attempt = 0;
      }
      return;
    } catch (error) {
      // Rows of the keys may be missing or doubled in what was read ahead: read again from here on.
      if (!(error instanceof KeysMoved)) throw error;
    }
  }
  throw tooManyMoves(call, MOST_ATTEMPTS);
}
