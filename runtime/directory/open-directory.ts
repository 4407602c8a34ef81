import type { Clock } from '../clock/clock.js';
import type { ControlDatabase } from '../control/control-database.js';
import { DIRECTORY_CHANNEL } from '../control/features/directory-feature.js';
import type { Topology } from '../topology/topology.js';
import { createDirectory } from './create-directory.js';
import type { Directory } from './directory.js';
import { createDirectoryStore } from './directory-store.js';

interface OpenDirectoryOptions {
  readonly control: ControlDatabase;
  readonly topology: Topology;
  readonly clock: Clock;
  readonly cacheSize?: number | undefined;
  readonly lifetimeMs?: number | undefined;
}

/** The directory of a control database. It is told of changes as soon as it remembers anything. */
export function openDirectory({ control, ...options }: OpenDirectoryOptions): Directory {
  const directory = createDirectory({
    ...options,
    store: createDirectoryStore(control),
    remembering: () => listener.start(),
  });
  const listener = control.listener(DIRECTORY_CHANNEL, {
    heard(payload) {
      const entry = entryOf(payload);
      if (entry === undefined) directory.forget();
      else directory.changed(...entry);
    },
    missed: () => directory.forget(),
  });
  return directory;
}

/** Group and key; undefined for a message that does not name one entry. */
function entryOf(payload: string): readonly [group: string, key: string] | undefined {
  try {
    const parsed: unknown = JSON.parse(payload);
    const [group, key]: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
    return typeof group === 'string' && typeof key === 'string' ? [group, key] : undefined;
  } catch {
    return undefined; // anybody may send on the channel
  }
}
