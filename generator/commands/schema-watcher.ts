import { existsSync } from 'node:fs';
import type { FSWatcher } from 'chokidar';

/** How often a schema that was deleted is looked for. */
const LOOK_MS = 200;

/** Watches a schema file or folder, also over the time that it is gone. */
export interface SchemaWatcher {
  close(): Promise<void>;
}

export function whenReady(watcher: FSWatcher): Promise<FSWatcher> {
  return new Promise((resolve, reject) => {
    watcher.once('ready', () => resolve(watcher)).once('error', reject);
  });
}

/**
 * Calls `changed` for everything that happens to the schema. A deleted folder takes its watcher
 * along (a checkout of another branch does that), so a new one is made when the path is back.
 */
export async function watchSchema(
  path: string,
  changed: () => void,
  failed: (thrown: unknown) => void,
): Promise<SchemaWatcher> {
  const { watch } = await import('chokidar');
  let looking: NodeJS.Timeout | undefined;
  let closed = false;
  const open = async (): Promise<FSWatcher> => {
    const watcher = watch(path, {
      ignoreInitial: true,
      ignored: (one, stats) => stats?.isFile() === true && !one.endsWith('.prisma'),
    });
    await whenReady(watcher);
    return watcher
      .on('error', failed)
      .on('all', changed)
      .on('all', (event, at) => {
        if ((event === 'unlink' || event === 'unlinkDir') && at === path) awaitReturn();
      });
  };
  const awaitReturn = () => {
    looking ??= setInterval(() => {
      if (!existsSync(path)) return;
      clearInterval(looking);
      looking = undefined;
      reopen().catch(failed);
    }, LOOK_MS);
  };
  const reopen = async () => {
    await current.close();
    if (closed) return;
    current = await open();
    changed(); // what was saved before the new watcher was ready
  };
  let current = await open();
  return {
    close: async () => {
      closed = true;
      clearInterval(looking);
      await current.close();
    },
  };
}
