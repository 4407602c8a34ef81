import { noSuchVirtualShard } from '../../errors/testing-errors.js';
import type { VirtualShard } from '../faults/virtual-shard.js';

/** What printers, matchers and `await` ask of any object. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  'inspect',
]);

/** Shards as properties; an unknown name is an error and not `undefined`. */
export function shardsByName(
  shards: readonly VirtualShard[],
): Readonly<Record<string, VirtualShard>> {
  const byName = Object.freeze(Object.fromEntries(shards.map((shard) => [shard.name, shard])));
  return new Proxy(byName, {
    get(target, property, receiver) {
      const isKnown = typeof property === 'symbol' || property in target;
      if (
        isKnown ||
        ASKED_OF_ANYTHING.has(property) ||
        property.startsWith('$$') ||
        property.startsWith('@@')
      ) {
        return Reflect.get(target, property, receiver);
      }
      throw noSuchVirtualShard(property, Object.keys(target));
    },
  });
}
