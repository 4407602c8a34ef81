import { notVirtualClient } from '../../errors/testing-errors.js';
import type { VirtualShards } from './testing-kit.js';

/** A set of virtual shards whose client may be any. */
export type AnyVirtualShards = VirtualShards<object, string>;

const known = new WeakMap<object, AnyVirtualShards>();

export function registerClient(client: object, shards: AnyVirtualShards): void {
  known.set(client, shards);
}

/**
 * The virtual shards behind a client.
 *
 * @throws ShardgenError SG7008.
 */
export function virtualShardsOf(client: unknown): AnyVirtualShards {
  const found = typeof client === 'object' && client !== null ? known.get(client) : undefined;
  if (found === undefined) throw notVirtualClient(client);
  return found;
}
