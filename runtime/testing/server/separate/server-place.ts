import path from 'node:path';
import type { LocalCluster } from '../../../cluster/index.js';
import { isRunning } from '../../../cluster/server/process-liveness.js';
import { ShardgenError } from '../../../errors/shardgen-error.js';
import { placeUnavailable } from '../../../errors/testing-server-errors.js';
import { createQuietPool } from '../quiet-pool.js';
import { resetDatabase } from '../reset/reset-database.js';
import type { Seed } from '../reset/seed.js';
import type { ShardPlace } from '../shard-places.js';
import { killServer } from './kill-server.js';
import { separateSettings } from './separate-settings.js';
import { removeFolder } from './server-folders.js';
import { stablePort } from './stable-port.js';
import { startInPlace } from './start-in-place.js';

/** A server process of its own for one shard. */
export interface ServerPlace {
  readonly place: ShardPlace;
  /** The connection that looks after the database. */
  pool(): ReturnType<typeof createQuietPool>;
  reset(seed: Seed | undefined): Promise<void>;
  /** Ends the server and removes its folder. */
  remove(): Promise<void>;
}

const ATTEMPTS = 5;

/** Starts the server of a folder whose data is complete. Throws SG6001 to SG6017. */
export async function startServerPlace(folder: string): Promise<ServerPlace> {
  const settings = await separateSettings();
  const run = (port: number) => startInPlace({ directory: folder, settings, port });
  const first = await startSomewhere(run);
  const url = first.url('postgres');
  let cluster: LocalCluster | undefined;
  let starting: Promise<void> | undefined;
  let killed = false;
  let pool: ReturnType<typeof createQuietPool> | undefined;
  const leave = async () => {
    const left = pool;
    pool = undefined;
    await left?.end();
  };
  const end = async (how: (running: LocalCluster) => Promise<void>) => {
    const running = cluster;
    cluster = undefined;
    await leave();
    if (running === undefined) return;
    await how(running);
    await running.stop();
  };
  const use = (running: LocalCluster) => {
    cluster = running;
    killed = false;
    void running.exited.then(() => {
      if (cluster !== running) return;
      cluster = undefined; // somebody else killed it
      killed = true;
    });
  };
  use(first);
  const start = async () => {
    if (cluster !== undefined) {
      if (isRunning(cluster.pid)) return;
      await cluster.exited; // somebody else killed it, just now
    }
    starting ??= run(first.port)
      .then(use)
      .finally(() => {
        starting = undefined;
      });
    await starting;
  };
  const ownPool = () => {
    pool ??= createQuietPool(url, 1, true);
    return pool;
  };
  return {
    place: Object.freeze({
      url,
      get pid() {
        return cluster?.pid;
      },
      async crash() {
        killed ||= cluster !== undefined;
        await end((running) => killServer(running.pid));
      },
      stop: () => end((running) => running.stop()),
      start,
    } satisfies ShardPlace),
    pool: ownPool,
    async reset(seed) {
      if (cluster === undefined) throw placeUnavailable(path.basename(folder));
      await resetDatabase(ownPool(), url, seed);
    },
    async remove() {
      // Shared memory outlives a killed server; only the next one on the same data finds and frees it.
      if (killed) await start().catch(() => undefined);
      await end((running) => running.stop({ force: true }));
      await removeFolder(folder);
    },
  };
}

/** Another program may take the port between the look and the start. */
async function startSomewhere(run: (port: number) => Promise<LocalCluster>): Promise<LocalCluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(await stablePort());
    } catch (error) {
      const isTaken = error instanceof ShardgenError && error.code === 'SG6011';
      if (!isTaken || attempt === ATTEMPTS) throw error;
    }
  }
}
