import { createHash } from 'node:crypto';

/** A write of copies that a shard has prepared, and whose end its leader decides. */
export interface PreparedName {
  /** Of the write, the same on all shards. */
  readonly id: string;
  /** As `partName` says them. */
  readonly leader: string;
  readonly shard: string;
}

/** Begins the name of each of them, which is unique on a server: so it names the shard too. */
export const PREFIX = 'sg:ref:';

/** At most 145 bytes, of 200 that PostgreSQL takes; nothing in it ends a literal. */
export function preparedName({ id, leader, shard }: PreparedName): string {
  return `${PREFIX}${id}:${leader}:${shard}`;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;

/** How a shard is called there: by its name, or by a digest of one that is no name of a config. */
export function partName(shard: string): string {
  if (PLAIN.test(shard)) return shard;
  return `=${createHash('sha256').update(shard).digest('hex').slice(0, 40)}`;
}

const FORM = /^sg:ref:([0-9a-f-]{36}):([^:']+):([^:']+)$/;

export function readPreparedName(text: string): PreparedName | undefined {
  const [, id, leader, shard] = FORM.exec(text) ?? [];
  if (id === undefined || leader === undefined || shard === undefined) return undefined;
  return { id, leader, shard };
}
