import type { CallPart } from './call-part.js';

/** A call of the client, and the shards that it asked. */
export interface TrackedCall {
  /** The `call` of its statements. */
  readonly number: number;
  readonly model: string;
  readonly method: string;
  /** More than one means a scatter, or a write that was split. */
  readonly shards: readonly string[];
}

/** Joins the parts of calls, in the order in which the calls began. */
export function joinParts(parts: readonly CallPart[]): readonly TrackedCall[] {
  const calls = new Map<number, { part: CallPart; shards: string[] }>();
  for (const part of parts) {
    const known = calls.get(part.number);
    if (known === undefined) calls.set(part.number, { part, shards: [part.shard] });
    else if (!known.shards.includes(part.shard)) known.shards.push(part.shard);
  }
  return [...calls.values()].map(({ part: { number, model, method }, shards }) =>
    Object.freeze({ number, model, method, shards: Object.freeze(shards) }),
  );
}
