import type { ShardRuntimeOptions } from '../../client/shard-runtime-options.js';
import { TEST_SEAMS, type TestSeams } from '../../client/test-seams.js';
import { systemClock } from '../../clock/clock.js';
import { internalError } from '../../errors/internal-error.js';
import {
  clientNotVirtual,
  noSuchVirtualShard,
  virtualShardsNotRunning,
} from '../../errors/testing-errors.js';
import type { CallWatcher } from '../../executor/watch-calls.js';
import { createFailPoints } from '../fail-points/fail-point-control.js';
import { createVirtualShard } from '../faults/create-virtual-shard.js';
import { runWithRandomFaults } from '../faults/random-faults.js';
import { linkedAdapter } from '../link/linked-adapter.js';
import { createShardLink } from '../link/shard-link.js';
import type { ShardPlace, ShardPlaces } from '../server/shard-places.js';
import { createTestClock } from '../time/test-clock.js';
import { turns } from '../tracking/activity.js';
import { createQueryTracker } from '../tracking/query-tracker.js';
import type { Places } from './open-places.js';
import { shardsByName } from './shards-by-name.js';
import type { DisconnectableClient, StartedVirtualShards } from './testing-kit.js';
import { registerClient } from './virtual-clients.js';
import { createVirtualControl } from './virtual-control.js';

interface OpenOptions<Client, Name extends string> {
  readonly createShards: (options: ShardRuntimeOptions<Name>) => Client;
  readonly names: readonly Name[];
  readonly places: Places;
  readonly time: 'real' | 'fake';
  readonly deadlineMs: number | undefined;
}

/** What runs is given this long to end; then its connections are broken. */
const GOODBYE_MS = 1000;

/** Puts the user's client over databases that are there. */
export function openVirtualShards<Client extends DisconnectableClient, Name extends string>({
  createShards,
  names,
  places,
  time,
  deadlineMs,
}: OpenOptions<Client, Name>): StartedVirtualShards<Client, Name> {
  const tracker = createQueryTracker(names);
  const clock = createTestClock(time, tracker.activity.quiet);
  const failPoints = createFailPoints();
  let stopped: Promise<void> | undefined;
  const shards = names.map((name, index) => {
    const place = placeAt(places, index);
    const link = createShardLink(clock, tracker.activity);
    return { name, place, link, ...createVirtualShard({ name, link, place }) };
  });
  const watcher: CallWatcher = {
    begin(shard, operation) {
      if (stopped !== undefined) throw virtualShardsNotRunning('after');
      return tracker.watcher.begin(shard, operation);
    },
  };
  const control = places.control && createVirtualControl(places.control);
  const forgetful: (() => void)[] = [];
  const seams: TestSeams = {
    control: () => ({
      url: control?.url ?? '',
      maxConnections: places.control?.maxConnections,
      watch() {
        if (stopped !== undefined) throw virtualShardsNotRunning('after');
        tracker.activity.begin();
        return () => tracker.activity.end();
      },
    }),
    onReset: (forget) => forgetful.push(forget),
    shards: () => shards.map(({ name, place }) => ({ name, url: place.url })),
    adapter({ name, url }) {
      const shard = shards.find((one) => one.name === name);
      if (shard === undefined) throw clientNotVirtual(`it asks for a shard "${name}"`);
      const { link, place } = shard;
      return linkedAdapter({
        shard: name,
        url,
        link,
        tracker,
        maxConnections: place.maxConnections,
      });
    },
    clientOptions: ({ name }) => ({ comments: tracker.calls(name).plugins }),
    clock,
    watcher,
    probing() {
      tracker.activity.begin();
      return () => tracker.activity.end();
    },
    failPoints: failPoints.points,
  };
  const db = createShards({
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    // A pause before a repetition would wait until the test lets time pass.
    ...(time === 'fake' ? { scatter: { retries: 0 } } : {}),
    [TEST_SEAMS]: seams,
  });
  /** Calls that nobody awaits may finish; those that are kept waiting fail, and never run later. */
  const quiesce = async (): Promise<void> => {
    const { activity } = tracker;
    // What was called a moment ago begins now.
    await turns();
    if (shards.every(({ link }) => link.free)) await activity.settled(GOODBYE_MS);
    if (activity.idle) return;
    for (const { link } of shards) link.close();
    await activity.settled(GOODBYE_MS);
  };
  const restoreAll = () =>
    Promise.all([control?.restore(), ...shards.map(({ handle }) => handle.restore())]);
  const virtual: StartedVirtualShards<Client, Name> = Object.freeze({
    db,
    names,
    // Sound: these are the shards of `names`.
    shards: shardsByName(shards.map(({ handle }) => handle)) as StartedVirtualShards<
      Client,
      Name
    >['shards'],
    shard(name) {
      const found = shards.find((one) => one.name === name);
      if (found === undefined) throw noSuchVirtualShard(name, names);
      return found.handle;
    },
    control,
    queries: tracker.log,
    clock,
    failPoints: failPoints.control,
    async withRandomFaults(seed, work, options) {
      if (stopped !== undefined) throw virtualShardsNotRunning('after');
      return runWithRandomFaults(shards, seed, work, options);
    },
    async reset() {
      if (stopped !== undefined) throw virtualShardsNotRunning('after');
      failPoints.clear();
      await quiesce();
      await restoreAll();
      await places.reset();
      for (const forget of forgetful) forget();
      tracker.log.clear();
    },
    stop() {
      stopped ??= (async () => {
        failPoints.clear();
        await quiesce();
        await Promise.all(shards.map(({ end }) => end()));
        for (const { link } of shards) link.close();
        await atMost(GOODBYE_MS, db.$disconnect());
        await places.dispose();
      })();
      return stopped;
    },
  } satisfies StartedVirtualShards<Client, Name>);
  registerClient(db, virtual);
  return virtual;
}

function placeAt({ places }: ShardPlaces, index: number): ShardPlace {
  const place = places[index];
  if (place === undefined) throw internalError(`no place was made for shard ${index}`);
  return place;
}

/** Waits for `work`, but not for ever; what it throws then is about connections that are gone anyway. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let cancel: () => void = () => undefined;
  const alarm = new Promise<void>((resolve) => {
    cancel = systemClock.after(ms, resolve);
  });
  try {
    await Promise.race([work.catch(() => undefined), alarm]);
  } finally {
    cancel();
  }
}
