import type {
  GroupManifest,
  KeyFieldManifest,
  ShardingManifest,
} from '../runtime/manifest/sharding-manifest.js';
import { locateCall } from '../runtime/repository/locate-call.js';
import { createRouter } from '../runtime/router/router.js';
import { buildTopology } from '../runtime/topology/build-topology.js';
import { nanoseconds, numbers } from './support/nanoseconds.js';
import { printTable } from './support/report.js';

const SHARDS = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];
const shardAt = (index: number) => SHARDS[index % SHARDS.length] ?? '';

interface Case {
  readonly label: string;
  readonly group: GroupManifest;
  readonly shardKey: readonly KeyFieldManifest[];
  readonly where: (index: number) => Readonly<Record<string, unknown>>;
}

function manifestOf({ group, shardKey }: Case): ShardingManifest {
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
        shardKey,
        scalars: {},
        primaryKey: [],
        compoundUniques: { key: shardKey.map(({ field }) => field) },
        relations: {},
      },
    },
  };
}

const DAY = 86_400_000;

/** What the n-th of 10 or of 10,000 bounds is, and what a key of such a type looks like. */
const RANGE_TYPES = [
  {
    type: 'bigint',
    bound: (n: number) => String(n * 1000),
    key: (at: number) => BigInt(Math.floor(at * 1000)),
  },
  {
    type: 'decimal',
    bound: (n: number) => String(n * 1000),
    key: (at: number) => (at * 1000).toFixed(2),
  },
  {
    type: 'datetime',
    bound: (n: number) => new Date(n * DAY).toISOString(),
    key: (at: number) => new Date(Math.floor(at * DAY)),
  },
  {
    type: 'text',
    bound: (n: number) => `customer-${String(n).padStart(8, '0')}`,
    key: (at: number) =>
      `customer-${String(Math.floor(at)).padStart(8, '0')}-${Math.floor(at * 7)}`,
  },
] as const;

/** Ranges that are open at both ends. */
function ranges(count: number, { type, bound, key }: (typeof RANGE_TYPES)[number]): Case {
  return {
    label: `range, ${type}, ${count} ranges`,
    group: {
      strategy: 'range',
      key: { id: type },
      ranges: Array.from({ length: count }, (_, index) => ({
        ...(index === 0 ? {} : { from: bound(index) }),
        ...(index === count - 1 ? {} : { to: bound(index + 1) }),
        shard: shardAt(index),
      })),
    },
    shardKey: [{ field: 'id', type, ...(type === 'decimal' ? { scale: 2 } : {}) }],
    where: (index) => ({ id: key(((index * 7919) % (count * 100)) / 100) }),
  };
}

const bigint = [{ field: 'id', type: 'bigint' }] as const;
const CASES: readonly Case[] = [
  {
    label: 'hash, bigint',
    group: { strategy: 'hash', buckets: 4096 },
    shardKey: bigint,
    where: (index) => ({ id: BigInt(index) * 4_294_967_311n }),
  },
  {
    label: 'hash, text and bigint together',
    group: { strategy: 'hash', buckets: 4096 },
    shardKey: [{ field: 'tenant', type: 'text' }, ...bigint],
    where: (index) => ({ key: { tenant: `tenant-${index % 100}`, id: BigInt(index) } }),
  },
  ...RANGE_TYPES.flatMap((type) => [ranges(10, type), ranges(10_000, type)]),
  {
    label: 'geographic, 1 field, 200 regions',
    group: {
      strategy: 'geographic',
      key: { region: 'text' },
      regions: Array.from({ length: 200 }, (_, index) => ({
        values: { region: [`region-${index}`] },
        shard: shardAt(index),
      })),
    },
    shardKey: [{ field: 'region', type: 'text' }],
    where: (index) => ({ region: `region-${index % 200}` }),
  },
  {
    label: 'the same, caseInsensitive',
    group: {
      strategy: 'geographic',
      key: { region: 'text' },
      caseInsensitive: true,
      regions: Array.from({ length: 200 }, (_, index) => ({
        values: { region: [`region-${index}`] },
        shard: shardAt(index),
      })),
    },
    shardKey: [{ field: 'region', type: 'text' }],
    where: (index) => ({ region: `Region-${index % 200}` }),
  },
  {
    label: 'geographic, 3 fields, 500 regions',
    group: {
      strategy: 'geographic',
      key: { country: 'text', state: 'text', city: 'text' },
      regions: Array.from({ length: 500 }, (_, index) => ({
        values: {
          country: [`c${index % 50}`],
          ...(index < 450 ? { state: [`s${index % 9}`] } : {}),
        },
        shard: shardAt(index),
      })),
      default: 'shard_1',
    },
    shardKey: (['country', 'state', 'city'] as const).map((field) => ({ field, type: 'text' })),
    where: (index) => ({
      key: { country: `c${index % 50}`, state: `s${index % 9}`, city: `city-${index % 700}` },
    }),
  },
  {
    label: 'custom, a function of one comparison',
    group: { strategy: 'custom', key: { id: 'bigint' } },
    shardKey: bigint,
    where: (index) => ({ id: BigInt(index) }),
  },
];

const byId = ({ id }: Readonly<Record<string, unknown>>) =>
  typeof id === 'bigint' && id % 2n === 0n ? 'shard_1' : 'shard_2';

/** A call of each strategy that is decided in the process: arguments in, index of the shard's client out. */
export function benchStrategies(): void {
  const clients = SHARDS.map((name) => ({ name }));
  const rows = CASES.map((one) => {
    const manifest = manifestOf(one);
    const topology = buildTopology(manifest, SHARDS, { User: byId });
    const router = createRouter(manifest, topology);
    const plan = router.plan('User');
    const calls = numbers((index) => ({ where: one.where(index) }));
    const median = nanoseconds((index) => {
      const { key } = locateCall(plan, 'findUnique', calls[index % calls.length]);
      return clients[router.shardOf(plan, key, 'findUnique')];
    });
    return { strategy: one.label, 'routing, median ns': median.toFixed(0) };
  });
  printTable('Routing one call, by strategy', rows);
}
