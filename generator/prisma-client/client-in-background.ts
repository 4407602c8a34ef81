import { type ChildProcess, fork } from 'node:child_process';
import type { FileChange } from '../output/file-change.js';
import { ownModule } from '../own-module.js';
import type { ClientAnswer } from './client-process.js';
import type { ClientRequest } from './client-request.js';

/** Makes Prisma clients beside other work: for a large schema, Prisma takes seconds. */
export interface ClientInBackground {
  /** Makes this client after the one that is being made. Of several that wait only the newest is made. */
  make(request: ClientRequest): void;
  /** What is not made by now is not made; what is being written is finished. */
  close(): Promise<void>;
}

/** What becomes of a request. */
export interface ClientOutcomes {
  /** The next client is made when this is done, and compared with what is there then. */
  made(request: ClientRequest, changes: readonly FileChange[]): Promise<void>;
  /** @param thrown SG2205 to SG2207, SG23xx, or what nobody foresaw. */
  failed(thrown: unknown): void;
}

function changesOf(answer: ClientAnswer): readonly FileChange[] {
  switch (answer.kind) {
    case 'made':
      return answer.changes;
    case 'refused':
      throw Object.assign(new Error(answer.message), { code: answer.code, fix: answer.fix });
    case 'broken':
      throw answer.error;
    default:
      return answer satisfies never;
  }
}

/** The process of its own is started with the first request. */
export function clientInBackground(outcomes: ClientOutcomes): ClientInBackground {
  let child: ChildProcess | undefined;
  let working: ClientRequest | undefined;
  let waiting: ClientRequest | undefined;
  let finishing = Promise.resolve();
  let closed = false;

  const begin = (request: ClientRequest) => {
    working = request;
    child ??= start();
    child.send(request);
  };
  const finish = async (request: ClientRequest, answer: ClientAnswer) => {
    try {
      await outcomes.made(request, changesOf(answer));
    } catch (thrown) {
      outcomes.failed(thrown);
    }
    const next = waiting;
    working = undefined;
    waiting = undefined;
    if (next !== undefined && !closed) begin(next);
  };
  const start = () =>
    fork(ownModule('generator/prisma-client/client-process'), {
      serialization: 'advanced',
      stdio: 'ignore',
    })
      .on('message', (answer: ClientAnswer) => {
        if (working !== undefined && !closed) finishing = finish(working, answer);
      })
      .on('error', outcomes.failed)
      .on('exit', (code, signal) => {
        if (closed) return;
        outcomes.failed(
          new Error(`the process that makes the Prisma client ended: ${code ?? signal}`),
        );
      });

  return {
    make: (request) => {
      if (working === undefined) begin(request);
      else waiting = request;
    },
    close: async () => {
      closed = true;
      // nobody waits for it: it ends by itself, and takes its temporary folder along
      if (child?.connected) child.disconnect();
      child?.unref();
      await finishing;
    },
  };
}
