import { PrismaPg } from '@prisma/adapter-pg';
import { TEST_SEAMS, type TestSeams } from '../../../runtime/client/test-seams.js';
import { systemClock } from '../../../runtime/clock/clock.js';

interface OtherClient {
  readonly urls: readonly string[];
  readonly control: string;
  readonly lifetimeMs: number;
  /** Hears of no changes, as behind a pooler. */
  readonly deaf?: boolean;
}

/** Options of a client as another process has one, whose entries live as short as those of the test. */
export function otherClient({ urls, control, lifetimeMs, deaf = false }: OtherClient) {
  const seams: TestSeams = {
    control: () => ({ url: control, ...(deaf ? { maxConnections: 1 } : {}) }),
    shards: (declared) => declared.map((name, i) => ({ name, url: urls[i] ?? '' })),
    onReset: () => undefined,
    adapter: ({ url }) => new PrismaPg({ connectionString: url, max: 3 }),
    clientOptions: () => ({}),
    clock: systemClock,
    watcher: { begin: () => () => undefined },
    probing: () => () => undefined,
    failPoints: { reach: async () => undefined },
    entryLifetimeMs: lifetimeMs,
  };
  return { [TEST_SEAMS]: seams };
}
