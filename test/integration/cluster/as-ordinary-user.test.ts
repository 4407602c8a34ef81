import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAEMON, isRoot, NOBODY, usePlaces } from './places.js';

const places = usePlaces();

describe.runIf(isRoot)('as an ordinary user', () => {
  test('everything is below the folder, in a path of any letters', async () => {
    const directory = path.join(
      await places.folder(0o755, NOBODY),
      `it's "my" projéct; $HOME 日本`,
    );
    const report = await places.tryCluster({ directory }, NOBODY);
    expect(report.error).toBeUndefined();
    expect(report.dataDirectory).toBe(path.join(directory, 'data'));
    expect(report.who).toBe('postgres');
    expect((await stat(report.dataDirectory)).uid).toBe(NOBODY.uid);
  });

  test('variables that steer PostgreSQL and its clients change nothing', async () => {
    const report = await places.tryCluster(
      { directory: await places.folder(0o755, NOBODY) },
      {
        ...NOBODY,
        env: {
          PGDATA: '/nowhere',
          PGPORT: '1',
          PGSSLMODE: 'require',
          PGUSER: 'someone',
          LC_ALL: 'xx_XX',
          LANG: 'yy',
          TZ: 'Nowhere/Land',
          LD_LIBRARY_PATH: '/nowhere',
        },
      },
    );
    expect([report.error, report.who]).toEqual([undefined, 'postgres']);
  });

  test('a folder that may not be written is SG6006', async () => {
    const directory = path.join(await places.folder(0o755), 'below');
    const { error } = await places.tryCluster({ directory }, NOBODY);
    expect(error).toMatchObject({
      code: 'SG6006',
      message: expect.stringContaining(
        `${directory} cannot be used: this user may not write there`,
      ),
    });
  });

  test('data of another user is SG6007', async () => {
    const directory = await places.folder(0o777);
    expect((await places.tryCluster({ directory })).error).toBeUndefined();
    const { error } = await places.tryCluster({ directory }, DAEMON);
    expect(error?.code).toBe('SG6007');
  });

  test('a user without a name is SG6005 with the cure', async () => {
    const owner = { uid: 54_321, gid: 54_321 };
    const { error } = await places.tryCluster(
      { directory: await places.folder(0o755, owner) },
      owner,
    );
    expect(error).toMatchObject({ code: 'SG6005', message: expect.stringContaining('54321') });
  });
});
