import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { serversIn } from '../integration/cluster/held-cluster.js';
import { NODE_TEST } from './support/node-test.js';
import { filesBelow, repository } from './support/repository.js';
import * as user from './support/run-as-user.js';

/** The example project as its owner has it: outside of this repository, with the packed tarball. */
const example = join(repository, 'examples/tested-shop');
const folder = mkdtempSync(join(tmpdir(), 'shardgen-example-'));
const project = join(folder, 'tested-shop');
/** Whatever the project's tests start lies below it, and is found by it. */
const servers = join(folder, 'servers');
const environment = { SHARDGEN_TESTING_DIRECTORY: servers };

const run = (command: string, args: readonly string[]) =>
  user.run(command, args, project, environment);
const output = (command: string, args: readonly string[]) =>
  user.output(command, args, project, environment);

/** Made by every user of the project, as .gitignore says. */
const notCommitted = /[/\\](node_modules|package-lock\.json|generated([/\\].+)?[/\\]prisma)$/;

/** The repositories, file by file. */
const repositoriesOf = (root: string) => {
  const generated = join(root, 'src/generated');
  const files = filesBelow(generated).filter((file) => !file.split(sep).includes('prisma'));
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(join(generated, file), 'utf8')]),
  );
};

const manifestOf = (root: string) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

beforeAll(() => {
  // As root the server runs as another user, who must get in.
  chmodSync(folder, 0o755);
  cpSync(example, project, { recursive: true, filter: (path) => !notCommitted.test(path) });
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  output('npm', ['install', inject('tarball'), ...quiet]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('the example asks for the versions with which this repository is tested', () => {
  const { name, version, devDependencies } = manifestOf(repository);
  const asked = { ...manifestOf(example).dependencies, ...manifestOf(example).devDependencies };
  const tested = { ...devDependencies, [name]: `^${version}` };
  expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map((key) => [key, tested[key]])));
});

describe.sequential('the example, with the packed tarball', () => {
  test('generates its Prisma client, and its repositories as they are committed', () => {
    const { status, stderr } = run('npm', ['run', 'generate']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(Object.keys(repositoriesOf(example)).length).toBeGreaterThanOrEqual(8);
    expect(repositoriesOf(project)).toEqual(repositoriesOf(example));
    expect(run('npx', ['--no-install', 'shardgen', 'generate', '--check']).status).toBe(0);
  });

  test('compiles under strict settings', () => {
    expect(output('npx', ['--no-install', 'tsc', '--noEmit'])).toBe('');
  });

  test('has a kit that needs no vitest: under node --test it works, and the process ends', () => {
    mkdirSync(join(project, 'test/node'));
    writeFileSync(join(project, 'test/node/kit.test.ts'), NODE_TEST);
    const settings = {
      extends: './tsconfig.json',
      compilerOptions: { noEmit: false, outDir: 'built', rootDir: '.' },
      include: ['src', 'test/node'],
    };
    writeFileSync(join(project, 'tsconfig.node.json'), JSON.stringify(settings));
    expect(output('npx', ['--no-install', 'tsc', '-p', 'tsconfig.node.json'])).toBe('');
    const { status, stdout, stderr } = run('node', ['--test', 'built/test/node/kit.test.js']);
    expect(status, `${stdout}\n${stderr}`).toBe(0);
    expect(stdout).toMatch(/pass 3\n[\s\S]*fail 0/);
    rmSync(join(project, 'test/node'), { recursive: true });
  }, 120_000);

  test('has tests that pass, and leaves no server behind', async () => {
    const { status, stdout, stderr } = run('npm', ['test']);
    expect(status, `${stdout}\n${stderr}`).toBe(0);
    // The server was where its processes are looked for.
    expect(existsSync(join(servers, 'server.log'))).toBe(true);
    await vi.waitFor(async () => expect(await serversIn(folder)).toEqual([]), { timeout: 20_000 });
  }, 600_000);
});
