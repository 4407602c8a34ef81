import { createServer } from 'node:net';

/** Whether a server could listen on the port now. Another may still be quicker. */
export function isPortFree(port: number): Promise<boolean> {
  return listenOnce(port).then((taken) => taken !== undefined);
}

/** A port that is free now, chosen by the system. */
export async function findFreePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('the system has no free port on 127.0.0.1');
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(chosen));
    });
  });
}
