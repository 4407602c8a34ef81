import { createHash } from 'node:crypto';
import { systemClock } from '../runtime/clock/clock.js';
import { createDirectory } from '../runtime/directory/create-directory.js';
import type { GroupManifest, ShardingManifest } from '../runtime/manifest/sharding-manifest.js';
import { locateCall } from '../runtime/repository/locate-call.js';
import { createRouter } from '../runtime/router/router.js';
import { buildTopology } from '../runtime/topology/build-topology.js';
import { nanoseconds, numbers } from './support/nanoseconds.js';
import { printTable } from './support/report.js';

const SHARDS = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

/**
 * One routed call without the database: arguments in, index of the shard's client out. The peer is
 * the router that people write by hand: sha256 of the key's text, modulo the number of shards.
 */
export function benchRouting(): void {
  const clients = SHARDS.map((name) => ({ name }));
  const rows = KEYS.map(({ label, type, keys }) => {
    const router = createRouter(manifestFor(type), buildTopology(manifestFor(type), SHARDS));
    const plan = router.plan('User');
    const calls = keys.map((id) => ({ where: { id } }));
    const own = nanoseconds((index) => {
      const { key } = locateCall(plan, 'findUnique', calls[index % calls.length]);
      return clients[router.shardOf(plan, key, 'findUnique')];
    });
    const peer = nanoseconds((index) => {
      const text = String(keys[index % keys.length]);
      const hash = createHash('sha256').update(text).digest().readUInt32BE(0);
      return clients[hash % clients.length];
    });
    return {
      key: label,
      'routing, median ns': own.toFixed(0),
      'sha256 % n by hand, ns': peer.toFixed(0),
      ratio: (own / peer).toFixed(2),
    };
  });
  printTable('Routing one call (arguments to shard client)', rows);
}

/**
 * The same for a key that a directory knows and this process remembers; the peer is a plain Map from key to
 * shard. A store that remembers the answers stands for the control database: it is asked once per key.
 */
export async function benchLookup(): Promise<void> {
  const clients = SHARDS.map((name) => ({ name }));
  const ids = numbers((i) => `customer-${hex(i, 11)}`);
  const manifest = manifestFor('text', { strategy: 'lookup', key: { id: 'text' } });
  const topology = buildTopology(manifest, SHARDS);
  const plan = createRouter(manifest, topology).plan('User');
  if (plan.group.strategy !== 'lookup') throw new Error('nothing is looked up');
  const lookup = { ...plan, group: plan.group };
  const answer = (key: string) => ({
    key,
    shard: SHARDS[key.length % 4] ?? '',
    version: 2,
    movingTo: null,
  });
  const directory = createDirectory({
    topology,
    clock: systemClock,
    store: {
      find: async (_, key) => answer(key),
      findAll: async (_, keys) => keys.map(answer),
      claim: async (_, claims) => claims.map(({ key }) => answer(key)),
    },
  });
  for (const id of ids) await directory.shardOf(lookup, [id], 'findUnique');
  const calls = ids.map((id) => ({ where: { id } }));
  const own = nanoseconds((index) => {
    const { key } = locateCall(plan, 'findUnique', calls[index % calls.length]);
    const shard = directory.shardOf(lookup, key, 'findUnique');
    if (typeof shard !== 'number') throw new Error('a key was not remembered');
    return clients[shard];
  });
  const known = new Map(ids.map((id) => [id, id.length % 4]));
  const peer = nanoseconds((index) => clients[known.get(ids[index % ids.length] ?? '') ?? 0]);
  printTable('Routing one call by a remembered entry of the directory', [
    {
      key: 'text, 20 characters',
      'routing, median ns': own.toFixed(0),
      'a Map by hand, ns': peer.toFixed(0),
      ratio: (own / peer).toFixed(2),
    },
  ]);
}

const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');

const KEYS = [
  { label: 'int', type: 'int', keys: numbers((index) => index * 7919) },
  { label: 'bigint (number)', type: 'bigint', keys: numbers((index) => index * 1_000_003) },
  { label: 'bigint', type: 'bigint', keys: numbers((index) => BigInt(index) * 4_294_967_311n) },
  {
    label: 'uuid',
    type: 'uuid',
    keys: numbers((i) => `${hex(i, 8)}-58cc-4372-a567-${hex(i * 65_537, 12)}`),
  },
  { label: 'text, 20 characters', type: 'text', keys: numbers((i) => `customer-${hex(i, 11)}`) },
] as const;

function manifestFor(
  type: 'int' | 'bigint' | 'uuid' | 'text',
  group: GroupManifest = { strategy: 'hash', buckets: 4096 },
): ShardingManifest {
  return {
    version: 2,
    epoch: 1,
    shards: Object.fromEntries(SHARDS.map((name) => [name, {}])),
    groups: { User: group },
    models: {
      User: {
        name: 'User',
        delegate: 'user',
        group: 'User',
        shardKey: [{ field: 'id', type }],
        scalars: { id: type },
        primaryKey: ['id'],
        compoundUniques: {},
        relations: {},
      },
    },
  };
}
