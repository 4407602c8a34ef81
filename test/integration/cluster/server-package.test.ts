import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  copiedTo,
  copyServerPackage,
  isRoot,
  mountDisk,
  NOBODY,
  undoInstallScript,
  usePlaces,
} from './places.js';

const places = usePlaces();

describe('a package whose install script did not run', () => {
  test('is repaired in place', async () => {
    const { project, native } = await places.projectWithPackage();
    await undoInstallScript(native);
    const report = await places.tryCluster({ directory: await places.folder(), from: project });
    expect([report.error, copiedTo(report)]).toEqual([undefined, []]);
  });

  test.runIf(isRoot)('is repaired in a copy when it may not be changed', async () => {
    const { project, native } = await places.projectWithPackage();
    await undoInstallScript(native);
    const home = await places.folder(0o755, NOBODY);
    const report = await places.tryCluster(
      { directory: await places.folder(0o755, NOBODY), from: project },
      { ...NOBODY, env: { XDG_CACHE_HOME: path.join(home, 'new cache') } },
    );
    expect(report.error).toBeUndefined();
    expect(copiedTo(report)).toEqual([
      expect.stringContaining(path.join(home, 'new cache', 'shardgen')),
    ]);
  });

  test('with a missing library is SG6004, naming it', async () => {
    const { project, native } = await places.projectWithPackage();
    for (const name of ['libicuuc.so.60.2', 'libicuuc.so.60', 'libicuuc.so']) {
      await rm(path.join(native, 'lib', name));
    }
    await writeFile(path.join(native, 'pg-symlinks.json'), '[]');
    const { error } = await places.tryCluster({ directory: await places.folder(), from: project });
    expect(error).toMatchObject({
      code: 'SG6004',
      message: expect.stringContaining('the library libicuuc.so.60 is missing'),
    });
  });

  test('with programs that have no loader here is SG6004, naming musl', async () => {
    const { project, native } = await places.projectWithPackage();
    await writeFile(path.join(native, 'bin/initdb'), '#!/no/such/loader\n');
    const { error } = await places.tryCluster({ directory: await places.folder(), from: project });
    expect(error).toMatchObject({ code: 'SG6004', message: expect.stringContaining('musl') });
  });
});

describe('a server package on a file system that may not hold programs', () => {
  test('is run from a copy', async (context) => {
    const mounted = await places.folder();
    const unmount = mountDisk(mounted, 'noexec,mode=755');
    if (unmount === undefined) return context.skip();
    try {
      await copyServerPackage(mounted);
      const TMPDIR = await places.folder();
      const report = await places.tryCluster(
        { directory: await places.folder(), from: mounted },
        { env: { TMPDIR } },
      );
      expect(report.error).toBeUndefined();
      expect(copiedTo(report)).toEqual([expect.stringContaining(TMPDIR)]);
      const closed = await places.tryCluster(
        { directory: await places.folder(), from: mounted },
        { env: { TMPDIR: mounted } },
      );
      expect(closed.error).toBeUndefined();
      places.removeLater(...copiedTo(closed).map(path.dirname));
    } finally {
      unmount();
    }
  });
});
