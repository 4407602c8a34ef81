import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { noServerIn } from '../../cluster/cluster-folders.js';

/** Folders for test servers of their own; at the end no server may be left in them. */
export function useTestFolders(): { folder(): Promise<string> } {
  let root = '';
  let next = 0;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'shardgen-kit-'));
    await chmod(root, 0o755); // the server's user must get in when the tests run as root
  });
  afterAll(async () => {
    await noServerIn(root);
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    async folder() {
      const folder = path.join(root, `kit ${next++} ünï"c'ode`);
      await mkdir(folder);
      return folder;
    },
  };
}
