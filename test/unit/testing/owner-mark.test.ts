import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isOrphan, ownedName } from '../../../runtime/testing/server/owner-mark.js';

test('a name of this process is new each time, fits a database name, and has a living owner', () => {
  const name = ownedName();
  expect(ownedName()).not.toBe(name);
  expect(isOrphan(`${name}_1`)).toBe(false);
  expect(`shardgen_test_shard_${name}_1000`.length).toBeLessThanOrEqual(63);
  expect(name).toMatch(/^[0-9a-z_]+$/);
});

test('a name of a process that ended, or that had the same id earlier, is an orphan', async () => {
  const [host, own, born] = ownedName().split('_');
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(isOrphan(`${host}_${child.pid?.toString(36)}_${born}_00000000`)).toBe(true);
  // Only Linux tells when a process began.
  const earlier = process.platform === 'linux';
  expect(isOrphan(`${host}_${own}_1_00000000`)).toBe(earlier);
});

test.each(['', 'of_somebody_else', 'ffffffff_1_1', 'FFFFFFFF_1_1_0', 'template_0123'])(
  'the strange name "%s" is nobody\'s business',
  (name) => {
    expect(isOrphan(name)).toBe(false);
  },
);

test('a name of another host has an owner that we cannot see', () => {
  const [, own, born] = ownedName().split('_');
  expect(isOrphan(`00000000_${own}_${born}_00000000`)).toBe(false);
  expect(isOrphan('00000000_zzzz_1_00000000')).toBe(false);
});
