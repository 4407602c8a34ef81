import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { BOOT, HOST, ownedName } from '../../../../runtime/testing/server/owner-mark.js';
import { sharedFolder } from '../../../../runtime/testing/server/shared-folder.js';

afterEach(() => vi.unstubAllEnvs());

const STATE = {
  dataDirectory: '/x',
  port: 1,
  pid: 2 ** 22 - 1,
  lease: { port: 1, token: 't' },
  settings: '',
};

/** A folder as a test server of the same user leaves it. */
async function leave(
  parent: string,
  name: string,
  hoursAgo: number,
  project: string,
): Promise<string> {
  const folder = path.join(parent, name);
  await mkdir(path.join(folder, 'data'), { recursive: true });
  await writeFile(path.join(folder, 'cluster.json'), JSON.stringify(STATE));
  const file = path.join(folder, 'project');
  await writeFile(file, project);
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(file, then, then);
  return folder;
}

test('the folder is the same for one kind of server, and the variable overrules it', async () => {
  vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', '');
  const folder = await sharedFolder('a');
  expect(await sharedFolder('a')).toBe(folder);
  const other = await sharedFolder('b');
  expect(other).not.toBe(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o755);
  vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', 'given/here');
  expect(await sharedFolder('a')).toBe(path.resolve('given/here'));
  for (const made of [folder, other]) await rm(made, { recursive: true });
});

test.runIf(BOOT !== undefined)('folders of no use are cleared away, and no others', async () => {
  vi.stubEnv('SHARDGEN_TESTING_DIRECTORY', '');
  const own = await sharedFolder('own');
  const parent = path.dirname(own);
  const prefix = `shardgen-testing-${process.getuid?.()}-`;
  const gone = path.join(parent, 'no such project');
  const [a, b, c, d, e, f] = await Promise.all([
    leave(parent, `${prefix}00000000-${HOST}-0123456789abcdef`, 0, parent),
    leave(parent, `${prefix}${BOOT}-${HOST}-0123456789abcde0`, 25, parent),
    leave(parent, `${prefix}${BOOT}-${HOST}-0123456789abcde1`, 23, parent),
    leave(parent, `${prefix}${BOOT}-00000000-0123456789abcde2`, 25, parent),
    leave(parent, `${prefix}${BOOT}-${HOST}-0123456789abcde3`, 0, gone),
    leave(parent, `${prefix}${BOOT}-${HOST}-0123456789abcde4`, 25, parent),
  ]);
  // A server of one shard, of a process that lives.
  await mkdir(path.join(f, 'servers', `${ownedName()}_1`), { recursive: true });
  await sharedFolder('own');
  await expect(stat(a)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(b)).toEqual([]);
  expect(await readdir(c)).toEqual(['cluster.json', 'data', 'project']);
  expect(await readdir(e)).toEqual([]);
  expect(await readdir(d)).toEqual(['cluster.json', 'data', 'project']);
  expect(await readdir(f)).toEqual(['cluster.json', 'data', 'project', 'servers']);

  for (const folder of [b, c, d, e, f, own]) await rm(folder, { recursive: true });
});
