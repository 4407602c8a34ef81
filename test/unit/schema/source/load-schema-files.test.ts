import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSchemaFiles } from '../../../../schema/source/load-schema-files.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shardgen-schema-'));
  mkdirSync(path.join(folder, 'prisma/models'), { recursive: true });
  writeFileSync(path.join(folder, 'prisma/b.prisma'), '// b é\r\n');
  writeFileSync(path.join(folder, 'prisma/models/a.prisma'), '// a\n');
  writeFileSync(path.join(folder, 'prisma/notes.txt'), 'not a schema');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('schema files', () => {
  test('of a folder are all its .prisma files, sorted, with paths from the working directory', async () => {
    expect(await loadSchemaFiles('prisma', folder)).toEqual([
      { path: 'prisma/b.prisma', content: '// b é\r\n' },
      { path: 'prisma/models/a.prisma', content: '// a\n' },
    ]);
  });

  test('may be one file, named from any directory', async () => {
    const file = path.join(folder, 'prisma/b.prisma');
    expect(await loadSchemaFiles(file, path.join(folder, 'prisma/models'))).toEqual([
      { path: '../b.prisma', content: '// b é\r\n' },
    ]);
  });

  test('that do not exist are an error of the file system', async () => {
    await expect(loadSchemaFiles('nowhere', folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
