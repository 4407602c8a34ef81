import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mountDisk, usePlaces } from './places.js';

const places = usePlaces();

describe('the folder', () => {
  test('may have a path longer than PostgreSQL can take', async () => {
    const directory = path.join(
      await places.folder(),
      ...Array.from({ length: 6 }, () => 'l'.repeat(200)),
    );
    const report = await places.tryCluster({ directory });
    expect(report.error).toBeUndefined();
    expect(places.holds(report.dataDirectory)).toBe(false);
  });

  test('may be longer than a unix socket path', async () => {
    const directory = path.join(await places.folder(), 's'.repeat(150));
    const report = await places.tryCluster({ directory });
    expect([report.error, report.dataDirectory]).toEqual([undefined, path.join(directory, 'data')]);
  });

  test('that is a file is SG6006', async () => {
    const file = path.join(await places.folder(), 'file');
    await writeFile(file, '');
    for (const directory of [file, path.join(file, 'below')]) {
      const { error } = await places.tryCluster({ directory });
      expect(error).toMatchObject({
        code: 'SG6006',
        message: expect.stringContaining('is not a folder'),
      });
    }
  });

  test('with data of another PostgreSQL version is SG6008', async () => {
    const directory = await places.folder();
    const { dataDirectory } = await places.tryCluster({ directory });
    await writeFile(path.join(dataDirectory, 'PG_VERSION'), '15\n');
    const { error } = await places.tryCluster({ directory });
    expect(error).toMatchObject({
      code: 'SG6008',
      message: expect.stringContaining('PostgreSQL 15'),
    });
  });

  test('on a full disk is SG6010 and keeps nothing half-made', async (context) => {
    const directory = await places.folder();
    const unmount = mountDisk(directory, 'size=20m,mode=755');
    if (unmount === undefined) return context.skip();
    try {
      const { error } = await places.tryCluster({ directory });
      expect(error?.code).toBe('SG6010');
      expect(await readdir(directory)).toEqual([]);
    } finally {
      unmount();
    }
  });
});

describe('a disk that is full later', () => {
  test('is SG6010, and the cluster starts again when there is space', async (context) => {
    const directory = await places.folder();
    const unmount = mountDisk(directory, 'size=64m,mode=755');
    if (unmount === undefined) return context.skip();
    try {
      expect((await places.tryCluster({ directory })).error).toBeUndefined();
      const filler = path.join(directory, 'filler');
      await expect(writeFile(filler, Buffer.alloc(64 * 2 ** 20))).rejects.toThrow('ENOSPC');
      expect((await places.tryCluster({ directory })).error?.code).toBe('SG6010');
      await rm(filler);
      expect((await places.tryCluster({ directory })).error).toBeUndefined();
    } finally {
      unmount();
    }
  });
});
