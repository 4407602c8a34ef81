import type { SqlDriverAdapterFactory } from '../../executor/prisma/driver-adapter.js';
import { steadyAdapter } from '../../executor/prisma/steady-adapter.js';
import { type LinkOptions, linkedClientClass } from './linked-client.js';

export interface LinkedAdapterOptions extends LinkOptions {
  readonly url: string;
  readonly maxConnections?: number | undefined;
}

/** The driver's own default is 10; many shards times many workers share one server. */
const MOST_CONNECTIONS = 5;

/** Prisma's own adapter over connections that pass the shard's link. */
export function linkedAdapter(options: LinkedAdapterOptions): SqlDriverAdapterFactory {
  const { url, maxConnections } = options;
  return steadyAdapter({
    connectionString: url,
    Client: linkedClientClass(options),
    // A test that forgets to stop its shards still ends.
    allowExitOnIdle: true,
    max: maxConnections ?? MOST_CONNECTIONS,
  });
}
