import { SteadyClient } from '../executor/prisma/steady-client.js';

/** What a listener is told. */
export interface ControlEvents {
  heard(payload: string): void;
  /** It hears again, after a time in which it did not: what was said meanwhile is not known. */
  missed(): void;
}

/** Hears the notifications of one channel, as far as the connection lasts. */
export interface ControlListener {
  /** Connects, unless it is connected or about to be. Nobody waits for it, and it fails without a word. */
  start(): void;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** `channel` stands in SQL: lower-case letters and underscores. */
export function createControlListener(
  url: string,
  channel: string,
  events: ControlEvents,
): ControlListener {
  let current: SteadyClient | undefined;
  let wasDeaf = false;
  const leave = (client: SteadyClient) => {
    if (current !== client) return;
    current = undefined;
    wasDeaf = true;
  };
  const connect = async (client: SteadyClient) => {
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      if (wasDeaf) events.missed();
      wasDeaf = false;
    } catch {
      // Entries that are remembered live a limited time, so that nothing depends on being told.
      leave(client);
      await client.end().catch(() => undefined);
    }
  };
  return {
    start() {
      if (current !== undefined) return;
      const client = new SteadyClient({
        connectionString: url,
        application_name: 'shardgen control',
        connectionTimeoutMillis: PATIENCE_MS,
        keepAlive: true,
      });
      current = client;
      client.on('notification', ({ payload }) => events.heard(payload ?? ''));
      client.on('end', () => leave(client));
      client.on('error', () => leave(client));
      void connect(client).then(() => {
        // Hearing of changes is no reason to keep a process alive.
        if (current === client) hold(client, 'unref');
      });
    },
    async stop() {
      const client = current;
      current = undefined;
      if (client === undefined) return;
      // Its end is: a process that waits for it would end in the middle, as if nothing came any more.
      hold(client, 'ref');
      await client.end().catch(() => undefined);
    },
  };
}

/** Says whether the connection keeps the process alive; the types of pg know neither method. */
function hold(client: SteadyClient, how: 'ref' | 'unref'): void {
  const method: unknown = Reflect.get(client, how);
  if (typeof method === 'function') method.call(client);
}
