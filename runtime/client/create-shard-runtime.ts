import { createCatalog } from '../catalog/catalog.js';
import { systemClock } from '../clock/clock.js';
import type { ControlDatabase } from '../control/control-database.js';
import { createControlDatabase } from '../control/create-control-database.js';
import { createCursorSigner } from '../cursor/cursor-signer.js';
import { doubtLateAnswers } from '../directory/doubt-late-answers.js';
import { createMoveLog } from '../directory/move/move-log.js';
import { openDirectory } from '../directory/open-directory.js';
import { createStrayWatch } from '../directory/strays.js';
import { brokenManifest } from '../errors/topology-errors.js';
import { limitCalls } from '../executor/call-deadline.js';
import type { Executor } from '../executor/executor.js';
import { createPrismaExecutor } from '../executor/prisma/create-prisma-executor.js';
import type { PrismaClientClass } from '../executor/prisma/prisma-client-like.js';
import { shareStatements } from '../executor/share-statements.js';
import { watchCalls } from '../executor/watch-calls.js';
import { createIds } from '../ids/create-ids.js';
import type { Ids } from '../ids/ids.js';
import type {
  ControlManifest,
  ModelManifest,
  ShardingManifest,
} from '../manifest/sharding-manifest.js';
import { guardedExecutor } from '../reference/guard/guarded-executor.js';
import { createReferences } from '../reference/references.js';
import { type Fields, isFields } from '../router/fields.js';
import { createRouter } from '../router/router.js';
import { probeShard } from '../running/health/probe-shard.js';
import { createShardHealth } from '../running/health/shard-health.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { buildTopology, type Strategies } from '../topology/build-topology.js';
import type { GroupTopology, Topology } from '../topology/topology.js';
import { checkCacheSize } from './check-cache-size.js';
import { checkCursorSecret } from './check-cursor-secret.js';
import { checkDeadline } from './check-deadline.js';
import { checkManifest } from './check-manifest.js';
import { checkOptionNames } from './check-option-names.js';
import { checkDistinctUrls, checkPostgresUrls } from './check-urls.js';
import { resolveControl } from './resolve-control.js';
import { resolveScatter } from './resolve-scatter.js';
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
 * @throws ShardgenError SG3403, SG4001 to SG4013.
 */
export function createShardRuntime<Name extends string = string>({
  manifest,
  PrismaClient,
  options = {},
  strategies,
}: ShardRuntimeInput<Name>): ShardRuntime {
  checkManifest(manifest);
  checkOptionNames(options);
  const seams = options[TEST_SEAMS];
  const shards =
    seams?.shards(Object.keys(manifest.shards)) ??
    resolveShards(manifest.shards, options.shards, process.env);
  const names = shards.map((shard) => shard.name);
  if (options.adapter === undefined) checkPostgresUrls(shards);
  checkDistinctUrls(shards, options.adapter !== undefined);
  checkDeadline(options.deadlineMs);
  const cursorSecret = checkCursorSecret(options.cursorSecret);
  const settings = resolveScatter(options.scatter, options.deadlineMs);
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
    client: options.client,
    clientOptions: seams?.clientOptions,
  });
  const tracked = seams === undefined ? prisma : watchCalls(prisma, seams.watcher);
  const shared = shareStatements(tracked);
  const { deadlineMs } = options;
  const clock = seams?.clock ?? systemClock;
  const limited =
    deadlineMs === undefined ? shared : limitCalls(shared, { ms: deadlineMs, clock, shards });
  const guarded = copied ? guardedExecutor(limited, router) : limited;
  const executor =
    control === undefined ? guarded : believing(guarded, control, topology, models, seams);
  const failPoints = seams?.failPoints;
  const references = copied
    ? createReferences({ executor: guarded, shards: names, clock, failPoints })
    : undefined;
  const ids = idsOf(manifest, control, seams);
  const health = createShardHealth({
    clock,
    probe: (shard) => probeShard(prisma, clock, shard).finally(seams?.probing()),
  });
  seams?.onReset(() => health.forget());
  return Object.freeze({
    router,
    executor,
    ids,
    ...directoryOf(topology, control, options.directory, seams),
    control,
    references,
    catalog: createCatalog(executor),
    clientOmit: omitOf(options.client),
    running: Object.freeze({ settings, clock, health }),
    failPoints,
    entryLifetimeMs: seams?.entryLifetimeMs,
    signCursor: createCursorSigner(cursorSecret),
    async disconnect() {
      references?.pause();
      health.forget();
      await Promise.all([executor.disconnect(), ids.release()]);
      await control?.disconnect();
    },
  });
}

/** `omit: { user: { password: true } }` of PrismaClient. */
function omitOf(client: object | undefined): Fields | undefined {
  const omit: unknown = client === undefined ? undefined : Reflect.get(client, 'omit');
  return isFields(omit) ? omit : undefined;
}

function idsOf(
  manifest: ShardingManifest,
  control: ControlDatabase | undefined,
  seams: TestSeams | undefined,
): Ids {
  const leases = Object.values(manifest.models).find((model) => {
    const generators = [
      ...Object.values(model.ids ?? {}).map(({ generator }) => generator),
      ...model.shardKey.map(({ generated }) => generated),
    ];
    return generators.includes('snowflake') || generators.includes('snowflake53');
  });
  if (leases !== undefined && control === undefined) {
    throw brokenManifest(`${leases.name} has snowflakes, but there is no control database`);
  }
  const ids = createIds({ control, clock: seams?.clock ?? systemClock });
  seams?.onReset(() => ids.forget());
  return ids;
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
): Pick<ShardRuntime, 'directory' | 'strays'> {
  const found = lookedUp(topology);
  if (found === undefined) return {};
  if (control === undefined) {
    throw brokenManifest(`group ${found.name} has a directory, but there is no control database`);
  }
  const clock = seams?.clock ?? systemClock;
  const cacheSize = checkCacheSize(settings?.cacheSize);
  const lifetimeMs = seams?.entryLifetimeMs;
  const directory = openDirectory({ control, topology, clock, cacheSize, lifetimeMs });
  const strays = createStrayWatch({ log: createMoveLog(control), clock, lifetimeMs });
  seams?.onReset(() => {
    directory.forget();
    strays.forget();
  });
  return { directory, strays };
}

/** The executor of a schema with a directory does not believe answers that come too late. */
function believing(
  executor: Executor,
  control: ControlDatabase,
  topology: Topology,
  models: readonly ModelManifest[],
  seams: TestSeams | undefined,
): Executor {
  if (lookedUp(topology) === undefined) return executor;
  const groups = new Map(models.map(({ name, group }) => [name, group]));
  return doubtLateAnswers(executor, {
    log: createMoveLog(control),
    clock: seams?.clock ?? systemClock,
    lifetimeMs: seams?.entryLifetimeMs,
    groupOf(model) {
      const group = groups.get(model) ?? '';
      return topology.groups.get(group)?.strategy === 'lookup' ? group : undefined;
    },
  });
}

function lookedUp({ groups }: Topology): GroupTopology | undefined {
  return [...groups.values()].find(({ strategy }) => strategy === 'lookup');
}
