import { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareFiles } from '../../../generator/output/compare-files.js';
import { summarizeChange } from '../../../generator/output/diff-summary.js';
import type { FileChange } from '../../../generator/output/file-change.js';
import { diskOps, type FileOps } from '../../../generator/output/file-ops.js';
import { GENERATED_HEADER, writtenByShardgen } from '../../../generator/output/generated-header.js';
import { outputFolder } from '../../../generator/output/output-folder.js';
import { readFolder } from '../../../generator/output/read-folder.js';
import { writeChanges } from '../../../generator/output/write-changes.js';
import { addFiles, filesIn, tempFolder } from './temp-folder.js';

const ours = (body: string) => `${GENERATED_HEADER}\n${body}\n`;

async function changesIn(root: string, wanted: Record<string, string>) {
  return compareFiles(root, new Map(Object.entries(wanted)), await readFolder(root, ['.ts']), {
    owned: writtenByShardgen,
    generator: 'shardgen',
    removable: () => true,
  });
}

describe('comparing', () => {
  test('finds added, changed and removed files, sorted, and no others', async () => {
    const root = tempFolder({
      'same.ts': ours('1'),
      'old.ts': ours('1'),
      'models/gone.ts': ours('1'),
      'mine.ts': '// by hand',
    });
    const wanted = { 'same.ts': ours('1'), 'old.ts': ours('2'), 'models/new.ts': ours('3') };
    expect(await changesIn(root, wanted)).toEqual([
      { kind: 'removed', path: 'models/gone.ts', before: ours('1') },
      { kind: 'added', path: 'models/new.ts', after: ours('3') },
      { kind: 'changed', path: 'old.ts', before: ours('1'), after: ours('2') },
    ]);
  });

  test('takes a checkout with CRLF as equal and as ours', async () => {
    const root = tempFolder({ 'a.ts': ours('1').replaceAll('\n', '\r\n') });
    expect(await changesIn(root, { 'a.ts': ours('1') })).toEqual([]);
  });

  test("refuses a person's file where one has to be written, naming all of them", async () => {
    const root = tempFolder({ 'a.ts': 'export {}', 'b.ts': `\n${GENERATED_HEADER}` });
    await expect(changesIn(root, { 'a.ts': ours('1'), 'b.ts': ours('1') })).rejects.toMatchObject({
      code: 'SG2303',
      message: expect.stringMatching(/a\.ts\n.*b\.ts/),
    });
  });

  test('leaves another output folder inside this one alone', async () => {
    const nested = { 'other/client.ts': ours('x'), 'other/models/A.ts': ours('x') };
    const root = tempFolder({ 'client.ts': ours('1'), ...nested });
    expect(await changesIn(root, { 'client.ts': ours('1') })).toEqual([]);
  });

  test('refuses links, folders and files that stand in the way', async () => {
    const root = tempFolder({ 'target.ts': ours('1'), repositories: 'a file', 'dir.ts/x.ts': '' });
    symlinkSync(join(root, 'target.ts'), join(root, 'link.ts'));
    await expect(changesIn(root, { 'link.ts': ours('1') })).rejects.toMatchObject({
      code: 'SG2305',
    });
    await expect(changesIn(root, { 'dir.ts': ours('1') })).rejects.toMatchObject({
      code: 'SG2301',
    });
    await expect(changesIn(root, { 'repositories/A.ts': ours('1') })).rejects.toMatchObject({
      code: 'SG2301',
    });
  });

  test('refuses a root that is a file, lies below a file, or is a dead link', async () => {
    const root = tempFolder({ file: '' });
    symlinkSync(join(root, 'nowhere'), join(root, 'dead'));
    await expect(readFolder(join(root, 'file'), [])).rejects.toMatchObject({ code: 'SG2301' });
    await expect(readFolder(join(root, 'file/x'), [])).rejects.toMatchObject({ code: 'SG2301' });
    await expect(readFolder(join(root, 'dead'), [])).rejects.toMatchObject({ code: 'SG2305' });
  });
});

describe('writing', () => {
  const before = {
    'keep.ts': ours('keep'),
    'old.ts': ours('old'),
    'models/gone.ts': ours('gone'),
    'models/deep/gone.ts': ours('gone'),
    'mine.txt': 'by hand',
  };
  const wanted = {
    'keep.ts': ours('keep'),
    'old.ts': ours('new'),
    'fresh.ts': ours('fresh'),
    'a/b/fresh.ts': ours('fresh'),
  };
  const after = { ...wanted, 'mine.txt': 'by hand' };

  test('changes what differs, keeps the time of the rest and leaves nothing behind', async () => {
    const root = tempFolder(before);
    utimesSync(join(root, 'keep.ts'), 1000, 1000);
    await writeChanges(root, await changesIn(root, wanted));
    expect(filesIn(root)).toEqual(after);
    expect(statSync(join(root, 'keep.ts')).mtimeMs).toBe(1_000_000);
    expect(readdirSync(root).sort()).toEqual(['a', 'fresh.ts', 'keep.ts', 'mine.txt', 'old.ts']);
  });

  test('makes the folder and its parents', async () => {
    const root = join(tempFolder(), 'x/y/z');
    await writeChanges(root, [{ kind: 'added', path: 'p/a.ts', after: 'text' }]);
    expect(filesIn(root)).toEqual({ 'p/a.ts': 'text' });
  });

  test('writes through a link to the output folder itself', async () => {
    const parent = tempFolder({ 'real/a.ts': ours('1') });
    symlinkSync(join(parent, 'real'), join(parent, 'link'));
    await writeChanges(
      join(parent, 'link'),
      await changesIn(join(parent, 'link'), { 'a.ts': ours('2') }),
    );
    expect(filesIn(join(parent, 'real'))).toEqual({ 'a.ts': ours('2') });
  });

  /** Fails at the n-th step that changes the disk; everything before and after it is real. */
  function failingAt(n: number): { ops: FileOps; steps: () => number } {
    let count = 0;
    const step = <A extends unknown[]>(work: (...args: A) => Promise<void>) => {
      return async (...args: A) => {
        count += 1;
        if (count === n) throw Object.assign(new Error('disk says no'), { code: 'EIO' });
        await work(...args);
      };
    };
    const ops: FileOps = {
      makeFolder: step(diskOps.makeFolder),
      removeFolder: step(diskOps.removeFolder),
      removeTree: diskOps.removeTree,
      write: step(diskOps.write),
      backUp: step(diskOps.backUp),
      rename: step(diskOps.rename),
      remove: step(diskOps.remove),
    };
    return { ops, steps: () => count };
  }

  test('is all or nothing, whichever step fails', async () => {
    const counting = failingAt(0);
    const dry = tempFolder(before);
    await writeChanges(dry, await changesIn(dry, wanted), counting.ops);
    const total = counting.steps();
    expect(total).toBeGreaterThan(12);
    for (let n = 1; n <= total; n += 1) {
      const root = tempFolder(before);
      utimesSync(join(root, 'old.ts'), 2000, 2000);
      const changes = await changesIn(root, wanted);
      await expect(writeChanges(root, changes, failingAt(n).ops)).rejects.toMatchObject({
        code: 'SG2302',
        message: expect.stringContaining('disk says no'),
      });
      expect(filesIn(root)).toEqual(before);
      expect(statSync(join(root, 'old.ts')).mtimeMs).toBe(2_000_000);
      expect(readdirSync(root).sort()).toEqual(['keep.ts', 'mine.txt', 'models', 'old.ts']);
    }
  });

  test('says so when the way back fails too, and the next run completes the output', async () => {
    const root = tempFolder(before);
    let broken = false;
    const ops: FileOps = {
      ...diskOps,
      remove: async (path) => {
        broken = true;
        throw new Error(`cannot remove ${path}`);
      },
      rename: (from, to) =>
        broken ? Promise.reject(new Error('disk is gone')) : diskOps.rename(from, to),
    };
    await expect(writeChanges(root, await changesIn(root, wanted), ops)).rejects.toMatchObject({
      code: 'SG2306',
    });
    await writeChanges(root, await changesIn(root, wanted));
    expect(filesIn(root)).toEqual(after);
  });

  test('clears what a killed run left and lets a running one be', async () => {
    const alive = `.shardgen-staging-${process.ppid}`;
    const root = tempFolder({ ...before, '.shardgen-staging-4194399/new-0': 'half' });
    mkdirSync(join(root, alive));
    writeFileSync(join(root, alive, 'new-0'), 'theirs');
    await writeChanges(root, await changesIn(root, wanted));
    expect(filesIn(root)).toEqual({ ...after, [`${alive}/new-0`]: 'theirs' });
  });

  test('with no change touches nothing', async () => {
    const root = join(tempFolder(), 'never-made');
    await writeChanges(root, []);
    addFiles(root, {});
    expect(() => statSync(root)).toThrow('ENOENT');
  });
});

describe('the output folder', () => {
  const client = '/p/src/generated/prisma';
  test('is the option, the config, the block, or beside the client, in this order', () => {
    const all = { option: 'o', config: '/p/c', block: '/p/b' };
    expect(outputFolder('/p', all, client)).toBe('/p/o');
    expect(outputFolder('/p', { config: '/p/c', block: '/p/b' }, client)).toBe('/p/c');
    expect(outputFolder('/p', { block: '/p/b' }, client)).toBe('/p/b');
    expect(outputFolder('/p', {}, client)).toBe('/p/src/generated/shards');
  });

  test("may hold the client's folder but not lie inside it", () => {
    expect(outputFolder('/p', { option: 'src/generated' }, client)).toBe('/p/src/generated');
    expect(outputFolder('/p', { option: `${client}-2` }, client)).toBe(`${client}-2`);
    for (const option of [client, `${client}/shards`, `${client}/..x`]) {
      expect(() => outputFolder('/p', { option }, client)).toThrow(/SG2304/);
    }
  });
});

test('a summary counts lines and shows the first difference', () => {
  const change: FileChange = {
    kind: 'changed',
    path: 'a.ts',
    before: '1\n2\n3\n4\n',
    after: '1\n2\nx\ny\n4\n',
  };
  expect(summarizeChange(change)).toEqual({
    path: 'a.ts',
    kind: 'changed',
    linesAdded: 2,
    linesRemoved: 1,
    firstHunk: ['@@ line 2 @@', ' 2', '-3', '+x', '+y', ' 4'],
  });
  expect(summarizeChange({ kind: 'removed', path: 'a.ts', before: '1\n2\n' })).toMatchObject({
    linesAdded: 0,
    linesRemoved: 2,
    firstHunk: [],
  });
});
