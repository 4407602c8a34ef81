import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../generator/config/load-config.js';
import { findSchema } from '../../../generator/source-discovery/find-schema.js';
import { tempFolder } from './temp-folder.js';

const SHARDS = `shards: { x: { url: 'postgresql://h/x' } }`;

async function find(files: Record<string, string>, option?: string) {
  const folder = tempFolder(files);
  const place = await findSchema(folder, option, await loadConfig(folder));
  return { ...place, path: place.path.slice(folder.length + 1) };
}

const EVERYWHERE = {
  'given.prisma': '',
  'shardgen.config.ts': `export default { schema: 'configured.prisma', ${SHARDS} };`,
  'configured.prisma': '',
  'prisma.config.ts': `export default { schema: './from-prisma.prisma' };`,
  'from-prisma.prisma': '',
  'package.json': JSON.stringify({ prisma: { schema: 'packaged.prisma' } }),
  'packaged.prisma': '',
  'schema.prisma': '',
  'prisma/schema.prisma': '',
};

test('the schema is looked for in one fixed order', async () => {
  const files: Record<string, string> = { ...EVERYWHERE };
  expect(await find(files, 'given.prisma')).toEqual({ path: 'given.prisma', kind: 'file' });
  expect((await find(files)).path).toBe('configured.prisma');
  files['shardgen.config.ts'] = `export default { ${SHARDS} };`;
  expect((await find(files)).path).toBe('from-prisma.prisma');
  delete files['prisma.config.ts'];
  expect((await find(files)).path).toBe('packaged.prisma');
  delete files['package.json'];
  expect((await find(files)).path).toBe('schema.prisma');
  delete files['schema.prisma'];
  expect((await find(files)).path).toBe(join('prisma', 'schema.prisma'));
});

test('a folder prisma of several files is found last', async () => {
  const files = { 'prisma/user.prisma': '', 'prisma/more/order.prisma': '' };
  expect(await find(files)).toEqual({ path: 'prisma', kind: 'folder' });
});

test('the Prisma config may be in the folder .config', async () => {
  const files = {
    '.config/prisma.ts': `export default { schema: '../db' };`,
    'db/a.prisma': '',
  };
  expect(await find(files)).toEqual({ path: 'db', kind: 'folder' });
});

test('defineConfig of Prisma is understood', async () => {
  const files = {
    'prisma.config.ts': `import { defineConfig } from '${import.meta.resolve('prisma/config')}';\nexport default defineConfig({ schema: 'db/s.prisma' });`,
    'db/s.prisma': '',
  };
  expect((await find(files)).path).toBe(join('db', 's.prisma'));
});

test('nothing found lists every place tried', async () => {
  await expect(find({})).rejects.toMatchObject({
    code: 'SG2101',
    message: expect.stringMatching(
      /--schema[\s\S]*shardgen\.config\.ts[\s\S]*prisma\.config\.ts[\s\S]*package\.json[\s\S]*schema\.prisma[\s\S]*prisma\/schema\.prisma/,
    ),
  });
});

test.each([
  ['does not exist', 'gone.prisma', /"gone.prisma" \(named by --schema\) does not exist/],
  ['is no .prisma file', 'schema.txt', /does not end in \.prisma/],
  ['is an empty folder', 'empty', /holds no \.prisma file/],
])('a named schema that %s is refused', async (_, path, message) => {
  await expect(find({ 'empty/readme.md': '', 'schema.txt': '' }, path)).rejects.toMatchObject({
    code: 'SG2102',
    message: expect.stringMatching(message),
  });
});

test('a Prisma config that throws is named with its reason', async () => {
  const files = { 'prisma.config.ts': `throw new Error('DATABASE_URL is not set');` };
  await expect(find(files)).rejects.toMatchObject({
    code: 'SG2103',
    message: expect.stringContaining('DATABASE_URL is not set'),
  });
});
