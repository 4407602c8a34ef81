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
    version: 1,
    epoch: 1,
    shards: Object.fromEntries(SHARDS.map((name) => [name, {}])),
    groups: { User: group },
    models: {
      User: {
        name: 'User',
        delegate: 'user',
        group: 'User',
        shardKey,
        compoundUniques: { key: shardKey.map(({ field }) => field) },
        relations: {},
      },
    },
  };
}

/** `count` ranges of 1000 keys each, open at both ends. */
function ranges(count: number, type: 'bigint' | 'decimal' = 'bigint'): GroupManifest {
  return {
    strategy: 'range',
    key: { id: type },
    ranges: Array.from({ length: count }, (_, index) => ({
      ...(index === 0 ? {} : { from: String(index * 1000) }),
      ...(index === count - 1 ? {} : { to: String((index + 1) * 1000) }),
      shard: shardAt(index),
    })),
  };
}

const bigint = [{ field: 'id', type: 'bigint' }] as const;
const days = (index: number) => new Date(Date.UTC(2020, 0, 1 + (index % 2000)));

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
  ...[10, 10_000].map((count) => ({
    label: `range, bigint, ${count} ranges`,
    group: ranges(count),
    shardKey: bigint,
    where: (index: number) => ({ id: BigInt((index * 7919) % (count * 1000)) }),
  })),
  {
    label: 'range, DateTime, 72 ranges',
    group: {
      strategy: 'range',
      key: { at: 'datetime' },
      ranges: Array.from({ length: 72 }, (_, month) => ({
        ...(month === 0 ? {} : { from: new Date(Date.UTC(2020, month)).toISOString() }),
        ...(month === 71 ? {} : { to: new Date(Date.UTC(2020, month + 1)).toISOString() }),
        shard: shardAt(month),
      })),
    },
    shardKey: [{ field: 'at', type: 'datetime' }],
    where: (index) => ({ at: days(index) }),
  },
  {
    label: 'range, Decimal given as text, 10 ranges',
    group: ranges(10, 'decimal'),
    shardKey: [{ field: 'id', type: 'decimal', scale: 2 }],
    where: (index) => ({ id: `${index % 10_000}.25` }),
  },
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
