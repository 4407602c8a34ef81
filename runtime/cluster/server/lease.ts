import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** One process's claim on a running server; the server stays while any lease is held. */
export interface Lease {
  /** Settles when the server is gone or this lease was given up. */
  readonly ended: Promise<void>;
  /**
   * Gives the lease up. Answers whether the server stays because others use it; with `force` it
   * is ended all the same.
   */
  release(force?: boolean): Promise<'kept' | 'ended'>;
}

/** Makes a lease of an open stream to the supervisor. `ended` must settle when the stream closes. */
export function createLease(input: Readable, output: Writable, ended: Promise<void>): Lease {
  const kept = new Promise<'kept'>((resolve) => {
    createInterface({ input }).on('line', (line) => {
      if (line === '"kept"') resolve('kept');
    });
  });
  output.on('error', () => {
    // The supervisor closed its end first; `ended` tells the same.
  });
  const leave = async (word: 'release' | 'shutdown') => {
    // The streams do not keep this process alive; while it waits for the end, something must.
    const alive = setInterval(() => undefined, 60_000);
    try {
      if (output.writable) output.write(`${word}\n`);
      const outcomes = [ended.then(() => 'ended' as const), ...(word === 'release' ? [kept] : [])];
      return await Promise.race(outcomes);
    } finally {
      clearInterval(alive);
      output.end();
    }
  };
  let released: Promise<'kept' | 'ended'> | undefined;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  void ended.then(finish);
  return {
    ended: finished,
    release(force = false) {
      released ??= leave(force ? 'shutdown' : 'release').finally(finish);
      return released;
    },
  };
}

/** Asks a running supervisor for a lease; undefined when there is none or it is shutting down. */
export async function askForLease(port: number, token: string): Promise<Lease | undefined> {
  const socket = connect({ host: '127.0.0.1', port });
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.on('error', () => socket.destroy()); // refused or reset: `close` follows
  socket.write(`${token}\n`);
  const timer = setTimeout(() => socket.destroy(), 5000);
  const answer = await Promise.race([
    once(socket, 'data').then(
      ([chunk]) => String(chunk),
      () => undefined, // refused or reset
    ),
    ended.then(() => undefined),
  ]);
  clearTimeout(timer);
  if (answer !== '"leased"\n') {
    socket.destroy();
    return undefined;
  }
  socket.unref();
  return createLease(socket, socket, ended);
}
