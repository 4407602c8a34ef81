import type { CallPart } from './call-part.js';

/** A call of the client, and the shards that it asked. */
export interface TrackedCall {
  /** The `call` of its statements. */
  readonly number: number;
  readonly model: string;
  readonly method: string;
  /** More than one means a scatter, or a write that was split. */
  readonly shards: readonly string[];
  /** Whether the caller has got an answer, or an error. */
  readonly answered: boolean;
}

/** Joins the parts of calls, in the order in which the calls began. */
export function joinParts(parts: readonly CallPart[]): readonly TrackedCall[] {
  const calls = new Map<number, CallPart[]>();
  for (const part of parts) calls.set(part.number, [...(calls.get(part.number) ?? []), part]);
  return [...calls].flatMap(([number, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { model, method } = first;
    const shards = Object.freeze([...new Set(own.map(({ shard }) => shard))]);
    const answered = own.every((part) => part.answered);
    return [Object.freeze({ number, model, method, shards, answered })];
  });
}
