import type { Duplex } from 'node:stream';
import pg from 'pg';

/** Whose statement is cancelled, and how its server is reached. */
export interface CancelTarget {
  readonly host: string;
  readonly port: number;
  readonly ssl: pg.ClientConfig['ssl'];
  readonly sslNegotiation: pg.ClientConfig['sslnegotiation'];
  readonly processID: number;
  readonly secretKey: number;
  /** The way to the server; undefined for the driver's own. */
  readonly stream: Duplex | undefined;
}

/** A server that cannot be reached any more is not waited for. */
const PATIENCE_MS = 2_000;

/** What the driver's connection has and its types do not name. */
interface Wire extends pg.Connection {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

/**
 * Asks a server to cancel what one of its connections runs, over a connection of its own, encrypted as that
 * one is. True when the server has closed it, which it does after it has passed the request on: a statement
 * that is sent later is not hit.
 */
export function requestCancel(target: CancelTarget): Promise<boolean> {
  const { host, port, ssl, sslNegotiation, processID, secretKey, stream } = target;
  // Sound: this is the class that the driver's own client connects by.
  const wire = new pg.Connection({
    ssl: ssl ?? false,
    ...(sslNegotiation === undefined ? {} : { sslNegotiation }),
    ...(stream === undefined ? {} : { stream: () => stream }),
  } as pg.ConnectionConfig) as Wire;
  return new Promise((resolve) => {
    let sent = false;
    const settle = (passedOn: boolean) => {
      clearTimeout(timer);
      resolve(passedOn);
      wire.stream.destroy();
    };
    const timer = setTimeout(() => settle(false), PATIENCE_MS);
    timer.unref();
    const send = () => {
      sent = true;
      wire.cancel(processID, secretKey);
    };
    wire.on('error', () => settle(false));
    wire.on('end', () => settle(sent));
    wire.on('connect', () => {
      if (ssl === undefined || ssl === false) send();
      else if (sslNegotiation !== 'direct') wire.requestSsl();
    });
    wire.on('sslconnect', send);
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
    else wire.connect(port, host);
  });
}
