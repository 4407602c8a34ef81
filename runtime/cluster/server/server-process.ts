import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createLease, type Lease } from './lease.js';
import { neutralFolder } from './run-program.js';
import {
  SUPERVISOR_PROGRAM,
  type SupervisorMessage,
  type SupervisorPlan,
} from './supervisor-program.js';

/** A server just spawned: running, but perhaps not yet accepting connections. */
export interface ServerProcess {
  readonly pid: number;
  readonly leasePort: number;
  readonly lease: Lease;
  /** How the server ended, once it has. */
  readonly ending: Promise<string>;
  /** From now on this process may exit although the server runs. */
  letGo(): void;
}

export interface SpawnFailure {
  readonly code: string;
  readonly message: string;
}

/** Starts a supervisor, and the server as its child. Answers the failure when it does not spawn. */
export async function spawnServer(plan: SupervisorPlan): Promise<ServerProcess | SpawnFailure> {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const supervisor = spawn(process.execPath, ['-e', SUPERVISOR_PROGRAM, JSON.stringify(plan)], {
    cwd: neutralFolder(plan.folder),
    env: environment,
    // Its own session: Ctrl-C in our terminal must not end it before it has ended the server.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  let endingText = 'its supervisor was killed';
  const first = new Promise<SupervisorMessage | SpawnFailure>((resolve) => {
    createInterface({ input: supervisor.stdout }).on('line', (line) => {
      // The line comes from SUPERVISOR_PROGRAM, whose messages have these two forms.
      const message = JSON.parse(line) as SupervisorMessage | 'kept';
      if (message === 'kept') return;
      if (message.type === 'ended') endingText = describeEnding(message);
      resolve(message);
    });
    supervisor.once('error', (error) => resolve({ code: 'SPAWN', message: error.message }));
    supervisor.once('close', () => resolve({ code: 'CLOSED', message: endingText }));
  });
  const ended = new Promise<void>((resolve) => {
    supervisor.once('close', () => resolve());
    supervisor.once('error', () => resolve());
  });
  const lease = createLease(supervisor.stdout, supervisor.stdin, ended);
  const message = await first;
  if (!('type' in message)) return message;
  switch (message.type) {
    case 'running':
      return {
        pid: message.pid,
        leasePort: message.leasePort,
        lease,
        ending: ended.then(() => endingText),
        letGo: () => letGo(supervisor),
      };
    case 'failed':
      return { code: message.code, message: message.message };
    case 'ended':
      return { code: 'ENDED', message: endingText };
    default:
      return message satisfies never;
  }
}

function describeEnding(ending: { code: number | null; signal: string | null }): string {
  return ending.signal === null ? `exit code ${ending.code}` : `signal ${ending.signal}`;
}

function letGo(supervisor: ChildProcess): void {
  supervisor.unref();
  for (const stream of [supervisor.stdin, supervisor.stdout]) {
    if (stream instanceof Socket) stream.unref();
  }
}
