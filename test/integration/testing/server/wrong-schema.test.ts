import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openShardPlaces } from '../../../../runtime/testing/server/open-shard-places.js';
import type { ServerChoice } from '../../../../runtime/testing/server/shard-places.js';
import { joinSharedServer, testFolder } from '../../../../runtime/testing/server/shared-server.js';
import { testCluster } from '../../../support/cluster.js';
import { smallSchema } from './small-schema.js';

const own = `shardgen\\_test\\_shard\\_%\\_${process.pid.toString(36)}\\_%`;

describe.each(['shared', 'url', 'separate'] as const)('on %s', (kind) => {
  let servers: ServerChoice = { kind: 'shared' };
  beforeAll(async () => {
    servers = kind === 'url' ? { kind, url: (await testCluster()).url('postgres') } : { kind };
  });

  /** Everything that this process has on the server, and templates. */
  async function left(): Promise<readonly string[]> {
    if (kind === 'separate') {
      const at = await testFolder();
      const mark = `_${process.pid.toString(36)}_`;
      return (await readdir(path.join(at, 'servers')).catch(() => [])).filter((name) =>
        name.includes(mark),
      );
    }
    const sql = `SELECT datname FROM pg_database WHERE datname LIKE '${own}' ORDER BY 1`;
    const shared = kind === 'shared' ? (await joinSharedServer()).admin : undefined;
    const found = shared ? (await shared.query(sql)).rows : await (await testCluster()).query(sql);
    return found.map(({ datname }) => String(datname));
  }

  test('a schema that Prisma refuses is SG6020 with file and line', async () => {
    const [file] = smallSchema('Wrong').files;
    const files = [
      { path: 'prisma/a.prisma', content: file?.content.replace('String', 'Strin') ?? '' },
    ];
    await expect(
      openShardPlaces({ count: 2, schema: { files, sql: '' }, servers }),
    ).rejects.toMatchObject({
      code: 'SG6020',
      message: expect.stringMatching(/Strin[\s\S]*prisma\/a\.prisma:6/),
    });
    expect(await left()).toEqual([]);
  });

  test('SQL that PostgreSQL refuses is SG7026 with its line, also the second time', async () => {
    const schema = smallSchema('Wrong', 'CREATE TABLE t (id int);\nCREATE TABLE u (id no_such);');
    for (let time = 0; time < 2; time++) {
      await expect(openShardPlaces({ count: 2, schema, servers })).rejects.toMatchObject({
        code: 'SG7026',
        message: expect.stringMatching(/no_such.*42704\)[\s\S]*at line 2: CREATE TABLE u/),
      });
    }
    expect(await left()).toEqual([]);
  });

  test('a table that PostgreSQL refuses is SG7025 with its words', async () => {
    const [file] = smallSchema('Typed').files;
    const content = file?.content.replace('String', 'Unsupported("no_such")') ?? '';
    await expect(
      openShardPlaces({ count: 1, schema: { files: [{ path: 'x', content }], sql: '' }, servers }),
    ).rejects.toMatchObject({ code: 'SG7025', message: expect.stringContaining('no_such') });
    expect(await left()).toEqual([]);
  });
});
