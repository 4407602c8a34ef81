import { systemClock } from '../clock/clock.js';
import type { ControlDatabase } from '../control/control-database.js';
import { createControlDatabase } from '../control/create-control-database.js';
import type { Directory } from '../directory/directory.js';
import { openDirectory } from '../directory/open-directory.js';
import { brokenManifest } from '../errors/topology-errors.js';
import { limitCalls } from '../executor/call-deadline.js';
import { createPrismaExecutor } from '../executor/prisma/create-prisma-executor.js';
import type { PrismaClientClass } from '../executor/prisma/prisma-client-like.js';
import { watchCalls } from '../executor/watch-calls.js';
import type { ControlManifest, ShardingManifest } from '../manifest/sharding-manifest.js';
import { guardedExecutor } from '../reference/guard/guarded-executor.js';
import { createReferences } from '../reference/references.js';
import type { ShardRuntime } from '../repository/shard-runtime.js';
import { createRouter } from '../router/router.js';
import { buildTopology, type Strategies } from '../topology/build-topology.js';
import type { Topology } from '../topology/topology.js';
import { checkCacheSize } from './check-cache-size.js';
import { checkDeadline } from './check-deadline.js';
import { checkManifest } from './check-manifest.js';
import { checkDistinctUrls, checkPostgresUrls } from './check-urls.js';
import { resolveControl } from './resolve-control.js';
import { resolveShards } from './resolve-shards.js';
import type {
  ControlUrl,
  DirectorySettings,
  ShardRuntimeOptions,
} from './shard-runtime-options.js';
import { TEST_SEAMS, type TestSeams } from './test-seams.js';
import { virtualManifest } from './virtual-manifest.js';

/** What generated code hands to the runtime. */
export interface ShardRuntimeInput<Name extends string = string> {
  readonly manifest: ShardingManifest;
  /** The generated class; one client is made per shard, at the first call that needs it. */
  readonly PrismaClient: PrismaClientClass;
  readonly options?: ShardRuntimeOptions<Name>;
  /** The functions of custom groups, by root model. */
  readonly strategies?: Strategies;
}

/**
 * Wires router, executor and shards together. Checks everything that can be checked without a
 * connection, and opens none.
 *
 * @throws ShardgenError SG3403, SG4001 to SG4011.
 */
export function createShardRuntime<Name extends string = string>({
  manifest,
  PrismaClient,
  options = {},
  strategies,
}: ShardRuntimeInput<Name>): ShardRuntime {
  checkManifest(manifest);
  const seams = options[TEST_SEAMS];
  const shards =
    seams?.shards(Object.keys(manifest.shards)) ??
    resolveShards(manifest.shards, options.shards, process.env);
  const names = shards.map((shard) => shard.name);
  if (options.adapter === undefined) checkPostgresUrls(shards);
  checkDistinctUrls(shards, options.adapter !== undefined);
  checkDeadline(options.deadlineMs);
  const topology = buildTopology(
    seams ? virtualManifest(manifest, names) : manifest,
    names,
    strategies,
  );
  const control = controlOf(manifest.control, options.control, seams);
  const router = createRouter(manifest, topology);
  const models = Object.values(manifest.models);
  const copied = [...topology.groups.values()].some(({ strategy }) => strategy === 'reference');
  const prisma = createPrismaExecutor({
    PrismaClient,
    shards,
    delegates: new Map(models.map((model) => [model.name, model.delegate])),
    // Sound: the executor names only shards of this list, and these are the declared names.
    adapter: seams?.adapter ?? (options.adapter as ShardRuntimeOptions['adapter']),
    fenced: manifest.index !== undefined || copied,
    client: options.client,
    clientOptions: seams?.clientOptions,
  });
  const tracked = seams === undefined ? prisma : watchCalls(prisma, seams.watcher);
  const { deadlineMs } = options;
  const clock = seams?.clock ?? systemClock;
  const limited =
    deadlineMs === undefined ? tracked : limitCalls(tracked, { ms: deadlineMs, clock, shards });
  const executor = copied ? guardedExecutor(limited, router) : limited;
  const failPoints = seams?.failPoints;
  const references = copied
    ? createReferences({ executor, shards: names, clock, failPoints })
    : undefined;
  return Object.freeze({
    router,
    executor,
    directory: directoryOf(topology, control, options.directory, seams),
    control,
    references,
    failPoints,
    async disconnect() {
      references?.pause();
      await Promise.all([executor.disconnect(), control?.disconnect()]);
    },
  });
}

function controlOf(
  declared: ControlManifest | undefined,
  given: ControlUrl | undefined,
  seams: TestSeams | undefined,
): ControlDatabase | undefined {
  if (declared === undefined) return undefined;
  const virtual = seams?.control();
  return createControlDatabase(virtual ?? { url: resolveControl(declared, given, process.env) });
}

function directoryOf(
  topology: Topology,
  control: ControlDatabase | undefined,
  settings: DirectorySettings | undefined,
  seams: TestSeams | undefined,
): Directory | undefined {
  const groups = [...topology.groups.values()];
  const found = groups.find(({ strategy }) => strategy === 'lookup');
  if (found === undefined) return undefined;
  if (control === undefined) {
    throw brokenManifest(`group ${found.name} has a directory, but there is no control database`);
  }
  const clock = seams?.clock ?? systemClock;
  const cacheSize = checkCacheSize(settings?.cacheSize);
  const directory = openDirectory({ control, topology, clock, cacheSize });
  seams?.onReset(() => directory.forget());
  return directory;
}
