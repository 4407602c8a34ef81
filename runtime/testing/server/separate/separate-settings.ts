import { findServerPackage } from '../../../cluster/server/server-package.js';

/**
 * A small server that starts quickly. A commit is handed to the system before it is acknowledged,
 * so that a killed server loses none; nothing waits for the disk.
 */
const SMALL = {
  fsync: 'off',
  full_page_writes: 'off',
  jit: 'off',
  autovacuum: 'off',
  log_checkpoints: 'off',
  shared_buffers: '16MB',
  max_connections: 60,
  max_worker_processes: 4,
} as const;

/** Settings of later versions, which make the server smaller. */
const SMALL_18 = { io_method: 'sync', autovacuum_worker_slots: 1 } as const;

export async function separateSettings(): Promise<Readonly<Record<string, string | number>>> {
  const { major } = await findServerPackage(process.cwd());
  return major >= 18 ? { ...SMALL, ...SMALL_18 } : SMALL;
}
