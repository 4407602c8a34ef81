import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn } from '../../unit/generator/temp-folder.js';
import { createProject, GENERATOR_COMMAND } from './support/project.js';
import { HEAD, ORDER, SHOP, TSCONFIG, USER } from './support/shop.js';

const ownBlock = (options = '') => `
generator shardgen {
  provider = "${GENERATOR_COMMAND.replaceAll('\\', '\\\\')}"
${options}
}
`;

const RICH = `
enum Colour {
  RED
  BLUE
}

/// Ünïcode "quotes" and \\ backslashes
/// @@shard.hash(on: [id])
model Thing {
  id     String  @id @default(uuid()) @db.Uuid
  colour Colour  @default(RED)
  json   Json?
  price  Decimal @db.Decimal(10, 2)
}
`;

describe('the Prisma client that generate makes', () => {
  test.each([
    ['nodenext in a module package', { 'tsconfig.json': TSCONFIG }],
    ['nodenext in a CommonJS package', { 'tsconfig.json': TSCONFIG, 'package.json': '{}' }],
    [
      'bundler',
      { 'tsconfig.json': '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}' },
    ],
    ['commonjs', { 'tsconfig.json': '{"compilerOptions":{"module":"commonjs"}}' }],
    [
      '.ts imports, by an extended tsconfig nearer to the output',
      {
        'base.json':
          '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}',
        'src/tsconfig.json': '{"extends":"../base.json"}',
        'tsconfig.json': '{"compilerOptions":{"module":"commonjs"}}',
      },
    ],
    [
      'options in the block',
      {
        'prisma/schema.prisma': (HEAD + RICH).replace(
          '"prisma-client"',
          '"prisma-client"\n  moduleFormat = "cjs"\n  importFileExtension = ""\n  previewFeatures = ["relationJoins"]',
        ),
      },
    ],
  ])('is byte for byte that of prisma generate: %s', async (_, files) => {
    const project = createProject({ 'prisma/schema.prisma': HEAD + RICH, ...files });
    const folder = join(project.folder, 'src/generated/prisma');
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
    const ours = filesIn(folder);
    expect(Object.keys(ours).length).toBeGreaterThan(8);
    rmSync(folder, { recursive: true });
    expect(await project.prisma(['generate'])).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual(ours);
    const again = await project.shardgen(['generate']);
    expect(again.out).not.toContain('Prisma client');
  });

  test('of a folder of schema files is the same too', async () => {
    const project = createProject({ 'prisma/a.prisma': HEAD + USER, 'prisma/b/c.prisma': ORDER });
    const folder = join(project.folder, 'src/generated/prisma');
    await project.shardgen(['generate']);
    const ours = filesIn(folder);
    await project.prisma(['generate', '--schema', 'prisma']);
    expect(filesIn(folder)).toEqual(ours);
  });

  test('is made anew when any of its files is missing or was edited', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    await project.shardgen(['generate']); // finds it current, and remembers
    const folder = join(project.folder, 'src/generated/prisma');
    const before = filesIn(folder);
    rmSync(join(folder, 'enums.ts'));
    const model = join(folder, 'models/User.ts');
    writeFileSync(model, readFileSync(model, 'utf8').replace('email', 'mail'));
    const check = await project.shardgen(['generate', '--check']);
    expect(check.err).toMatch(/added {3}\S+enums\.ts[\s\S]*changed \S+User\.ts/);
    const run = await project.shardgen(['generate']);
    expect(run.out).toContain('Prisma client in src/generated/prisma: 1 added, 1 changed');
    expect(filesIn(folder)).toEqual(before);
  });

  test('of another patch release of Prisma counts as current', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    rmSync(join(project.folder, 'node_modules'));
    project.add({
      'node_modules/@prisma/client/package.json': '{"name":"@prisma/client","version":"7.10.9"}',
    });
    for (const file of ['class', 'prismaNamespace']) {
      const path = join(project.folder, `src/generated/prisma/internal/${file}.ts`);
      writeFileSync(
        path,
        readFileSync(path, 'utf8')
          .replaceAll('7.10.0', '7.10.9')
          .replaceAll(/\b[0-9a-f]{40}\b/g, 'f'.repeat(40)),
      );
    }
    expect(await project.shardgen(['generate', '--check'])).toMatchObject({ code: 0, err: '' });
  });

  test('is left to an installed Prisma of another minor version', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    rmSync(join(project.folder, 'node_modules'));
    project.add({
      'node_modules/@prisma/client/package.json': '{"name":"@prisma/client","version":"7.4.2"}',
    });
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    project.add({
      'prisma/schema.prisma': SHOP['prisma/schema.prisma'].replace('email ', 'mail '),
    });
    const before = filesIn(join(project.folder, 'src'));
    const run = await project.shardgen(['generate']);
    expect(run.err).toMatch(/SG2205[\s\S]*stale[\s\S]*7\.4\.2[\s\S]*npx prisma generate/);
    expect(run.code).toBe(2);
    expect(filesIn(join(project.folder, 'src'))).toEqual(before);
  });
});

describe('prisma generate with a generator shardgen', () => {
  test('writes the same files to the same place as shardgen generate', async () => {
    const project = createProject({
      ...SHOP,
      'prisma/schema.prisma': HEAD + ownBlock() + USER + ORDER,
    });
    const run = await project.prisma(['generate']);
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toContain('Generated shardgen');
    expect(run.out).toContain('./src/generated/shards');
    const files = filesIn(join(project.folder, 'src'));
    expect(Object.keys(files)).toContain('generated/shards/repositories/Order.ts');
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    expect(filesIn(join(project.folder, 'src'))).toEqual(files);
    expect(await project.prisma(['generate', '--generator', 'shardgen'])).toMatchObject({
      code: 0,
    });
  });

  test('takes output and client from the block', async () => {
    const second = HEAD.replace('generator client', 'generator second')
      .replace('generated/prisma', 'second')
      .split('datasource')[0];
    const block = ownBlock('  output = "../lib/shards"\n  client = "../src/second"');
    const project = createProject({ 'prisma/schema.prisma': HEAD + second + block + USER + ORDER });
    expect(await project.prisma(['generate'])).toMatchObject({ code: 0 });
    const client = readFileSync(join(project.folder, 'lib/shards/client.ts'), 'utf8');
    expect(client).toContain('../../src/second/client');
  });

  test('shows mistakes with their own lines and keeps what was there', async () => {
    const project = createProject({
      ...SHOP,
      'prisma/schema.prisma': HEAD + ownBlock() + USER + ORDER,
    });
    await project.prisma(['generate']);
    const shards = filesIn(join(project.folder, 'src/generated/shards'));
    // badly formatted on purpose: Prisma passes reformatted text to generators
    const broken = `${HEAD}${ownBlock()}${USER}${ORDER}`.replace(
      '/// @@shard.colocated(with: User',
      '\n\n\n/// @@shard.colocated(with: Usr',
    );
    project.add({ 'prisma/schema.prisma': broken });
    const line = broken.split('\n').findIndex((text) => text.includes('Usr')) + 1;
    const run = await project.prisma(['generate']);
    expect(run.code).toBe(1);
    expect(run.out + run.err).toContain(`prisma/schema.prisma:${line}:`);
    expect(run.out + run.err).toContain('^^^');
    expect(filesIn(join(project.folder, 'src/generated/shards'))).toEqual(shards);
  });
});
