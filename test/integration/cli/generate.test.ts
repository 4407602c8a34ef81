import { chownSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn } from '../../unit/generator/temp-folder.js';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, LONE_USER, ORDER, SHOP, USER } from './support/shop.js';

const OUTPUT = [
  'client.ts',
  'index.ts',
  'repositories/Order.ts',
  'repositories/User.ts',
  'topology.ts',
];

describe('shardgen generate', () => {
  test('makes client and repositories, and a second run writes nothing', async () => {
    const project = createProject(SHOP);
    const first = await project.shardgen(['generate']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('repositories in src/generated/shards: 5 files, 5 added');
    const shards = join(project.folder, 'src/generated/shards');
    expect(Object.keys(filesIn(shards))).toEqual(OUTPUT);
    const written = filesIn(join(project.folder, 'src'));
    expect(Object.keys(written)).toContain('generated/prisma/client.ts');
    for (const path of Object.keys(written))
      utimesSync(join(project.folder, 'src', path), 1000, 1000);

    const second = await project.shardgen(['generate']);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(second.out).toBe('✔ repositories in src/generated/shards: 5 files, up to date\n');
    expect(filesIn(join(project.folder, 'src'))).toEqual(written);
    for (const path of Object.keys(written)) {
      expect(statSync(join(project.folder, 'src', path)).mtimeMs).toBe(1_000_000);
    }
    const text = Object.entries(written).filter(([path]) => path.startsWith('generated/shards'));
    expect(JSON.stringify(text)).not.toContain(project.folder);
  });

  test('follows the schema: the file of a removed model goes, files by hand stay', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    project.add({
      'src/generated/shards/notes.md': 'by hand',
      'src/generated/shards/repositories/helper.ts': 'export const byHand = 1;',
      'prisma/schema.prisma': HEAD + LONE_USER,
    });
    const run = await project.shardgen(['generate']);
    expect(run).toMatchObject({ code: 0, err: '' });
    const shards = filesIn(join(project.folder, 'src/generated/shards'));
    expect(Object.keys(shards)).toEqual([
      'client.ts',
      'index.ts',
      'notes.md',
      'repositories/User.ts',
      'repositories/helper.ts',
      'topology.ts',
    ]);
    expect(shards['repositories/helper.ts']).toBe('export const byHand = 1;');
    const client = filesIn(join(project.folder, 'src/generated/prisma'));
    expect(Object.keys(client)).not.toContain('models/Order.ts');
    expect(await project.shardgen(['generate', '--check'])).toMatchObject({ code: 0 });
  });

  test("refuses to replace a person's file and then writes nothing at all", async () => {
    const project = createProject({ ...SHOP, 'src/generated/shards/client.ts': 'my own' });
    const run = await project.shardgen(['generate']);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/error\[SG2303\][\s\S]*src\/generated\/shards\/client\.ts/);
    expect(filesIn(join(project.folder, 'src'))).toEqual({
      'generated/shards/client.ts': 'my own',
    });
  });

  test('works without a config, in any order of options, into any folder', async () => {
    const files = { 'db/user.prisma': HEAD + USER, 'db/more/order.prisma': ORDER };
    const project = createProject(files);
    const args = ['generate', '--out', 'lib/with space/ü', '--schema', 'db'];
    expect(await project.shardgen(args)).toMatchObject({ code: 0, err: '' });
    const out = filesIn(join(project.folder, 'lib/with space/ü'));
    expect(Object.keys(out)).toEqual(OUTPUT);
    expect(out['topology.ts']).not.toContain('owners');
    expect(await project.shardgen([...args, '--check'])).toMatchObject({ code: 0 });
  });

  test('prints mistakes of the schema with carets, exits 1 and writes nothing', async () => {
    const broken = SHOP['prisma/schema.prisma'].replace('@@shard.hash', '@@shard.hsh');
    const project = createProject({ ...SHOP, 'prisma/schema.prisma': broken });
    for (const args of [['generate'], ['validate'], ['generate', '--check']]) {
      const run = await project.shardgen(args);
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toMatch(/error\[SG1\d{3}\][\s\S]*prisma\/schema\.prisma:10:\d+[\s\S]*\^\^/);
      expect(run.err).toMatch(/\d errors?/);
    }
    expect(Object.keys(filesIn(project.folder)).some((path) => path.startsWith('src'))).toBe(false);
  });

  test.each([
    [
      'a schema that Prisma does not parse',
      { 'prisma/schema.prisma': `${HEAD}model {` },
      1,
      /SG1001/,
    ],
    ['no schema', { 'prisma/schema.prisma': '', 'prisma/x': '' }, 1, /SG1\d{3}/],
    [
      'a config that throws',
      { 'shardgen.config.ts': '\nthrow new Error("boom");' },
      2,
      /SG2002[\s\S]*shardgen\.config\.ts:2: boom/,
    ],
    [
      'a config with a wrong key',
      { 'shardgen.config.ts': CONFIG.replace('shards:', 'shard:') },
      2,
      /SG2004[\s\S]*"shards"/,
    ],
    ['a file as output', { 'src/generated/shards': 'a file' }, 2, /SG2301/],
    ['a file above the output', { src: 'a file' }, 2, /SG2301/],
    ['a foreign folder as client', { 'src/generated/prisma/own.ts': 'x' }, 2, /SG2207/],
    [
      'a schema without a client',
      { 'prisma/schema.prisma': HEAD.replace(/generator[^}]*}/, '') + USER + ORDER },
      2,
      /SG2201[\s\S]*provider = "prisma-client"/,
    ],
    [
      'the older client',
      {
        'prisma/schema.prisma':
          HEAD.replace('"prisma-client"', '"prisma-client-js"') + USER + ORDER,
      },
      2,
      /SG2202/,
    ],
  ])('with %s fails by name and writes nothing', async (_, files, code, message) => {
    const project = createProject({ ...SHOP, ...files });
    const before = filesIn(project.folder);
    const run = await project.shardgen(['generate']);
    expect(run.err).toMatch(message);
    expect(run.code).toBe(code);
    expect(filesIn(project.folder)).toEqual(before);
  });

  test('without rights to the output fails by name and writes nothing', async () => {
    if (process.getuid?.() !== 0) return; // only root can become another user
    const project = createProject(SHOP);
    const before = filesIn(project.folder);
    const run = await project.shardgen(['generate'], { uid: 65534, gid: 65534 });
    expect(run.err).toMatch(/error\[SG2302\][\s\S]*EACCES/);
    expect(run.code).toBe(2);
    expect(filesIn(project.folder)).toEqual(before);
    chownSync(project.folder, 65534, 65534);
    expect(await project.shardgen(['generate'], { uid: 65534, gid: 65534 })).toMatchObject({
      code: 0,
    });
  });
});

describe('shardgen generate --check', () => {
  test('shows what is stale, says the command that mends it, and writes nothing', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    expect(await project.shardgen(['generate', '--check'])).toMatchObject({
      code: 0,
      out: '✔ the generated files are current\n',
    });
    const topology = join(project.folder, 'src/generated/shards/topology.ts');
    writeFileSync(topology, readFileSync(topology, 'utf8').replace('epoch: 1', 'epoch: 7'));
    project.add({
      'prisma/schema.prisma':
        HEAD + LONE_USER.replace('email  String', 'email  String\n  nick String'),
    });
    const before = filesIn(project.folder);
    const run = await project.shardgen(['generate', '--check']);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(
      /removed src\/generated\/shards\/repositories\/Order\.ts \(\+0 -\d+ lines\)/,
    );
    expect(run.err).toMatch(
      /changed src\/generated\/shards\/topology\.ts \(\+1 -1 lines\)\n.*\n.*\n\s+- {2}epoch: 7,\n\s+\+ {2}epoch: 1,/,
    );
    expect(run.err).toMatch(/changed src\/generated\/prisma\/models\/User\.ts/);
    expect(run.err).toContain('run: npx shardgen generate');
    expect(filesIn(project.folder)).toEqual(before);
  });
});

describe('a changed topology', () => {
  const three = CONFIG.replace(
    "shard_2: { url: env('SHARD_2_URL') }",
    "shard_2: { url: env('SHARD_2_URL') }, shard_3: { url: env('SHARD_3_URL') }",
  );
  test('is refused unless it is accepted or the owners are kept', async () => {
    const project = createProject(SHOP);
    await project.shardgen(['generate']);
    project.add({ 'shardgen.config.ts': three });
    const before = filesIn(project.folder);
    const refused = await project.shardgen(['generate']);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /SG2307[\s\S]*User: buckets \[21, 32\) from shard_1 to shard_2[\s\S]*topology\.owners[\s\S]*--accept-topology-change/,
    );
    expect(filesIn(project.folder)).toEqual(before);
    expect((await project.shardgen(['generate', '--check'])).err).toContain('topology.ts');

    const kept = three.replace(
      'shards:',
      'topology: { owners: { User: { shard_1: [[0, 32]], shard_2: [[32, 64]] } } },\n  shards:',
    );
    project.add({ 'shardgen.config.ts': kept });
    expect(await project.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    project.add({ 'shardgen.config.ts': three });
    expect(await project.shardgen(['generate', '--accept-topology-change'])).toMatchObject({
      code: 0,
    });
  });
});
