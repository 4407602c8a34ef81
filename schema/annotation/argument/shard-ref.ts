import type { ValueNode } from '../annotation-syntax.js';
import { type ArgumentKind, type NameRef, wrongKind } from './argument-kind.js';

/** `shard_eu`, or `"shard-eu"`: the name of a shard. */
export const shardRef: ArgumentKind<NameRef> = {
  what: 'the name of a shard',
  example: 'shard_1',
  read(value, argument) {
    const ref = nameOrText(value);
    return ref === undefined ? wrongKind(this, value, argument) : { ok: true, value: ref };
  },
};

/** A word with or without quotes. */
export function nameOrText(value: ValueNode): NameRef | undefined {
  if (value.kind === 'identifier') return { name: value.name, at: value.at };
  return value.kind === 'string' ? { name: value.value, at: value.at } : undefined;
}

/** The name of a shard as an annotation has to write it. */
export const writtenShard = (name: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
