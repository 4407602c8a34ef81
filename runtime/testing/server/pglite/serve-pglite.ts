import { createServer, type Server, type Socket } from 'node:net';
import type { Pglite } from './find-pglite.js';
import { refusalMessage } from './refusal-message.js';
import { createMessageReader, type WireMessage } from './wire-messages.js';

/** Lets ordinary PostgreSQL drivers talk to a PGlite database over a port of 127.0.0.1. */
export interface PgliteDoor {
  readonly port: number;
  /** Ends the connection there is; its transaction is rolled back. */
  endConnection(): Promise<void>;
  /** Takes no connections until `open`. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** A client that just left may still be on its way out. */
const PATIENCE_MS = 1_000;

/**
 * PGlite is one session. Two connections would share its settings and statements, and could read
 * each other's answers: so the second one is refused, by PostgreSQL's own code for too many.
 */
export async function servePglite(db: Pglite): Promise<PgliteDoor> {
  let current: { readonly socket: Socket; readonly left: Promise<void> } | undefined;
  const serve = (socket: Socket) => {
    const read = createMessageReader();
    let work = Promise.resolve();
    let mine = false;
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const enter = async (): Promise<boolean> => {
      if (current !== undefined) await within(PATIENCE_MS, current.left);
      if (current !== undefined || socket.destroyed) return false;
      current = { socket, left };
      mine = true;
      return true;
    };
    const answer = async (message: WireMessage) => {
      switch (message.kind) {
        case 'encryption':
          socket.write('N');
          return;
        case 'cancel':
        case 'end':
          socket.end();
          return;
        case 'startup':
          if (!(await enter())) {
            socket.end(refusalMessage('53300', ONE_CONNECTION, ONE_CONNECTION_HINT));
            return;
          }
          break;
        case 'statement':
          break;
        default:
          message satisfies never;
      }
      if (!mine || socket.destroyed) return;
      const { bytes } = message as Extract<WireMessage, { bytes: Uint8Array }>; // the two that are left
      const reply = await db.runExclusive(() => db.execProtocolRaw(bytes));
      if (reply.length > 0 && socket.writable) socket.write(reply);
    };
    const fail = () => {
      socket.destroy();
    };
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('data', (chunk) => {
      for (const message of read(chunk)) work = work.then(() => answer(message)).catch(fail);
    });
    socket.on('close', () => {
      void work.then(async () => {
        if (mine)
          await forgetSession(db).finally(() => {
            current = undefined;
          });
        leave();
      });
    });
  };
  const server = createServer(serve);
  // The client's own end keeps the process alive while it waits for an answer.
  server.on('connection', (socket) => socket.unref());
  const port = await listen(server, 0);
  const endConnection = async () => {
    const leaving = current;
    leaving?.socket.destroy();
    await leaving?.left;
  };
  return {
    port,
    endConnection,
    async shut() {
      if (server.listening) {
        // Without waiting: it would wait for the connection, which is ended next.
        server.close();
      }
      await endConnection();
    },
    async open() {
      if (!server.listening) await listen(server, port);
    },
  };
}

const ONE_CONNECTION = 'PGlite takes one connection at a time, and there is one';
const ONE_CONNECTION_HINT =
  "Limit the pool of the client to one connection (max: 1), or use real servers: leave out engine: 'pglite'.";

/** The next connection must find nothing of the last one. */
async function forgetSession(db: Pglite): Promise<void> {
  if (db.isInTransaction()) await db.exec('ROLLBACK');
  await db.exec('DISCARD ALL');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', reject);
      server.unref();
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function within(milliseconds: number, event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([event, late]);
  clearTimeout(timer);
}
