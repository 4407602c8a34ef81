import { execFileSync } from 'node:child_process';
import { chown, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiedTo, DAEMON, isRoot, NOBODY, usePlaces } from './places.js';

const places = usePlaces();

describe.runIf(isRoot)('as root', () => {
  test('the server runs as an unprivileged user that owns the data', async () => {
    const directory = await places.folder();
    const { dataDirectory, error } = await places.tryCluster({ directory });
    expect(error).toBeUndefined();
    expect(dataDirectory).toBe(path.join(directory, 'data'));
    const facts = await stat(dataDirectory);
    expect(facts.uid).not.toBe(0);
    expect(facts.mode & 0o777).toBe(0o700);
  });

  test('a folder that no other user can enter gets its data elsewhere, found again later', async () => {
    const closed = await places.folder(0o700);
    const directory = path.join(closed, 'project', '.shardgen');
    const first = await places.tryCluster({ directory });
    expect(first.error).toBeUndefined();
    expect(first.dataDirectory.startsWith(closed)).toBe(false);
    expect(first.steps).toContainEqual({ step: 'data-relocated', to: first.dataDirectory });
    const second = await places.tryCluster({ directory });
    expect(second.dataDirectory).toBe(first.dataDirectory);
    expect(second.steps.map(({ step }) => step)).toEqual(['data-relocated', 'starting', 'ready']);
  });

  test('a folder whose temporary folder is closed or absent still gets its data somewhere', async () => {
    const closed = await places.folder(0o700);
    for (const TMPDIR of [closed, path.join(closed, 'absent')]) {
      const report = await places.tryCluster(
        { directory: path.join(closed, path.basename(TMPDIR)) },
        { env: { TMPDIR } },
      );
      expect(report.error).toBeUndefined();
      expect(report.dataDirectory.startsWith(closed)).toBe(false);
    }
    await expect(stat(path.join(closed, 'absent', 'shardgen-0'))).rejects.toThrow('ENOENT');
  });

  test('a server package that no other user can enter is copied once', async () => {
    const { project } = await places.projectWithPackage(0o700);
    const TMPDIR = await places.folder();
    const directory = await places.folder();
    const first = await places.tryCluster({ directory, from: project }, { env: { TMPDIR } });
    expect(first.error).toBeUndefined();
    expect(copiedTo(first)).toEqual([
      expect.stringContaining(path.join(TMPDIR, 'shardgen-0', 'postgres-')),
    ]);
    const second = await places.tryCluster({ directory, from: project }, { env: { TMPDIR } });
    expect([second.error, copiedTo(second)]).toEqual([undefined, []]);
    const [native = ''] = copiedTo(first);
    await rm(path.join(native, 'share/postgresql/postgres.bki'));
    const repaired = await places.tryCluster(
      { directory: await places.folder(), from: project },
      { env: { TMPDIR } },
    );
    expect([repaired.error, copiedTo(repaired)]).toEqual([undefined, [native]]);
  });

  test('a cache folder that another user prepared is not trusted', async () => {
    const { project } = await places.projectWithPackage(0o700);
    const TMPDIR = await places.folder();
    await mkdir(path.join(TMPDIR, 'shardgen-0'));
    await chown(path.join(TMPDIR, 'shardgen-0'), NOBODY.uid, NOBODY.gid);
    const report = await places.tryCluster(
      { directory: await places.folder(), from: project },
      { env: { TMPDIR } },
    );
    expect(report.error).toBeUndefined();
    expect(copiedTo(report).filter((to) => to.startsWith(TMPDIR))).toEqual([]);
    places.removeLater(...copiedTo(report).map(path.dirname));
  });

  test('data made by an ordinary user is served as that user', async () => {
    const directory = await places.folder(0o755, DAEMON);
    expect((await places.tryCluster({ directory }, DAEMON)).error).toBeUndefined();
    const report = await places.tryCluster({ directory });
    expect(report.error).toBeUndefined();
    expect((await stat(report.dataDirectory)).uid).toBe(DAEMON.uid);
    expect((await places.tryCluster({ directory }, DAEMON)).error).toBeUndefined();
  });

  test('data that was copied as root is given to the server user', async () => {
    const directory = await places.folder();
    const { dataDirectory } = await places.tryCluster({ directory });
    execFileSync('chown', ['-R', '0:0', dataDirectory]);
    expect((await places.tryCluster({ directory })).error).toBeUndefined();
  });
});
