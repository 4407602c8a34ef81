import { randomUUID } from 'node:crypto';
import { diskFull, portTaken, serverNotReady, serverStopped } from '../../errors/cluster-errors.js';
import type { ShardgenError } from '../../errors/shardgen-error.js';
import type { ClusterEvent } from '../local-cluster.js';
import { freeBytes } from './file-facts.js';
import { findFreePort, isPortFree } from './free-port.js';
import { readPostmasterFile } from './leftover.js';
import { recogniseOutput, spawnError } from './program-errors.js';
import { neutralFolder, serverEnvironment } from './run-program.js';
import type { ServerBinaries } from './server-binaries.js';
import { beginLog, logTail } from './server-log.js';
import { type ServerProcess, spawnServer } from './server-process.js';
import { serverArguments } from './server-settings.js';
import type { ServerUser } from './server-user.js';
import { waitUntil } from './wait-until.js';

export interface ServerStart {
  readonly directory: string;
  readonly dataDirectory: string;
  readonly binaries: ServerBinaries;
  readonly user: ServerUser | undefined;
  readonly settings: Readonly<Record<string, string | number>>;
  /** The port that must be used, or undefined for any. */
  readonly fixedPort: number | undefined;
  /** The port to try first. */
  readonly lastPort: number | undefined;
  readonly readyTimeoutMs: number;
  readonly onProgress: (event: ClusterEvent) => void;
}

export interface StartedServer {
  readonly process: ServerProcess;
  readonly port: number;
  readonly token: string;
}

const ATTEMPTS = 10;

/** Starts the server and waits until it accepts connections. Throws SG6004, SG6005, SG6010 to SG6013. */
export async function startServer(start: ServerStart): Promise<StartedServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(start, attempt);
    start.onProgress({ step: 'starting', port });
    const token = randomUUID();
    const log = await beginLog(start.directory);
    const server = await spawnServer({
      program: start.binaries.postgres,
      args: serverArguments(start.dataDirectory, port, start.settings),
      environment: serverEnvironment(),
      folder: neutralFolder(start.directory),
      user: start.user,
      logFile: log,
      token,
    });
    if (!('pid' in server)) throw spawnError(start.binaries.postgres, server.code, server.message);
    const outcome = await waitUntilReady(server, start);
    if (outcome === 'ready') return { process: server, port, token };
    const tail = await logTail(log);
    if (outcome === 'late') {
      await server.lease.release();
      throw serverNotReady(start.directory, start.readyTimeoutMs / 1000, tail);
    }
    // A full disk may have no room for the words about it.
    if ((await freeBytes(start.dataDirectory)) < 65_536) throw diskFull(start.dataDirectory, tail);
    const error = interpret(start, outcome.ending, tail, port);
    // Somebody may take the port, or the last server's backends may still be leaving: try again.
    if (error !== undefined || attempt === ATTEMPTS) {
      throw error ?? serverStopped(start.directory, outcome.ending, tail);
    }
  }
}

async function choosePort(start: ServerStart, attempt: number): Promise<number> {
  if (start.fixedPort !== undefined) {
    if (await isPortFree(start.fixedPort)) return start.fixedPort;
    throw portTaken(start.fixedPort, start.directory);
  }
  if (attempt === 1 && start.lastPort !== undefined && (await isPortFree(start.lastPort))) {
    return start.lastPort;
  }
  return findFreePort();
}

type Outcome = 'ready' | 'late' | { readonly ending: string };

async function waitUntilReady(server: ServerProcess, start: ServerStart): Promise<Outcome> {
  let ended: Outcome | undefined;
  void server.ending.then((ending) => {
    ended = { ending };
  });
  const outcome = await waitUntil<Outcome>(start.readyTimeoutMs, async () => {
    if (ended !== undefined) return ended;
    const file = await readPostmasterFile(start.dataDirectory);
    return file?.pid === server.pid && file.ready ? 'ready' : undefined;
  });
  return outcome ?? 'late';
}

/** The error that the log tells, or undefined when another attempt may succeed. */
function interpret(
  start: ServerStart,
  ending: string,
  log: string,
  port: number,
): ShardgenError | undefined {
  if (/could not bind IPv4 address/.test(log)) {
    return start.fixedPort === undefined ? undefined : portTaken(port, start.directory);
  }
  if (/pre-existing shared memory block/.test(log)) return undefined;
  return (
    recogniseOutput(start.binaries.postgres, start.dataDirectory, log) ??
    serverStopped(start.directory, ending, log)
  );
}
