import { resolve } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { clientTarget, isShardgen } from '../../../generator/prisma-client/client-target.js';
import type { GeneratorBlock } from '../../../generator/prisma-client/config-block.js';
import { importExtension } from '../../../generator/prisma-client/import-extension.js';
import { sameMinor } from '../../../generator/prisma-client/prisma-version.js';
import { generatorBlocks } from '../../../generator/project/generator-blocks.js';
import { clientModule } from '../../../generator/project/plan-generation.js';

const block = (
  name: string,
  provider: string,
  output?: string,
  config: GeneratorBlock['config'] = {},
): GeneratorBlock => ({
  name,
  provider,
  ...(output === undefined ? {} : { output }),
  config,
  folder: '/p/prisma',
});

describe('the Prisma client', () => {
  const client = block('client', 'prisma-client', '../src/prisma');
  const other = block('other', 'prisma-client', '../other');

  test('is the one prisma-client block, its output relative to the file of the block', () => {
    expect(clientTarget([block('x', 'other-tool', 'y'), client], 's')).toEqual({
      block: client,
      folder: '/p/src/prisma',
    });
  });

  test('among several is the one that the shardgen block points to', () => {
    const own = block('s', 'shardgen', undefined, { client: '../other' });
    expect(clientTarget([client, other, own], 's').folder).toBe('/p/other');
    const wrong = block('s', 'shardgen', undefined, { client: '../nothing' });
    expect(() => clientTarget([client, other, wrong], 's')).toThrow(/SG2203.*"client" and "other"/);
    expect(() => clientTarget([client, other], 's')).toThrow(/SG2203/);
  });

  test('is missed by name, with the block to paste', () => {
    expect(() => clientTarget([], 'my.prisma')).toThrow(
      /SG2201.*my\.prisma[\s\S]*provider = "prisma-client"/,
    );
    expect(() => clientTarget([block('old', 'prisma-client-js')], 's')).toThrow(
      /SG2202.*"old"[\s\S]*provider = "prisma-client"/,
    );
    expect(() => clientTarget([block('c', 'prisma-client')], 's')).toThrow(/SG2204/);
  });
});

test.each([
  ['shardgen', true],
  ['npx shardgen', true],
  ['./node_modules/.bin/shardgen', true],
  ['C:\\tools\\shardgen.cmd', true],
  ['not-shardgen', false],
  ['shardgen-other', false],
])('provider %j is ours: %s', (provider, answer) => {
  expect(isShardgen(block('g', provider))).toBe(answer);
});

test.each([
  [{}, undefined, 'ts'],
  [{}, {}, 'js'],
  [{}, { module: 'nodenext' }, 'js'],
  [{}, { module: 'CommonJS' }, ''],
  [{}, { module: 'esnext', moduleResolution: 'Bundler' }, ''],
  [{}, { module: 'nodenext', allowImportingTsExtensions: true }, 'ts'],
  [{}, { module: 'commonjs', rewriteRelativeImportExtensions: true }, 'ts'],
  [{ importFileExtension: '' }, { module: 'nodenext' }, ''],
  [{ importFileExtension: 'js' }, undefined, 'js'],
  [{ runtime: 'Deno' }, { module: 'nodenext' }, 'ts'],
] as const)('options %j under compiler options %j import with %j', (config, options, extension) => {
  const tsconfig = options === undefined ? undefined : { compilerOptions: { ...options } };
  expect(importExtension(block('c', 'prisma-client', 'x', config), tsconfig as never)).toBe(
    extension,
  );
});

test.each([{ generatedFileExtension: 'mts' }, { importFileExtension: 'mjs' }])(
  'an extension that repositories cannot have is refused: %j',
  (config) => {
    expect(() => importExtension(block('c', 'prisma-client', 'x', config), undefined)).toThrow(
      /SG2208/,
    );
  },
);

test('the client is imported relative to the output folder', () => {
  expect(clientModule('/p/src/generated/shards', '/p/src/generated/prisma')).toBe(
    '../prisma/client',
  );
  expect(clientModule('/p/src', '/p/src/prisma')).toBe('./prisma/client');
});

test('versions are compared to the minor', () => {
  expect([
    sameMinor('7.10.0', '7.10.3'),
    sameMinor('7.10.0', '7.1.0'),
    sameMinor('7.10.0', '8.10.0'),
  ]).toEqual([true, false, false]);
});

describe('a block whose output is a variable', () => {
  const schema = `generator c {
  provider = "prisma-client"
  output   = env("SHARDGEN_TEST_OUTPUT")
}
`;
  const target = () =>
    clientTarget(generatorBlocks('/p', [{ path: 'prisma/s.prisma', content: schema }]), 's');

  test('has the value of the variable', () => {
    vi.stubEnv('SHARDGEN_TEST_OUTPUT', '../client');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(target().folder).toBe(resolve('/p/client'));
  });

  test('names the variable that is not set', () => {
    expect(target).toThrow(/SG2204.*env\("SHARDGEN_TEST_OUTPUT"\), but that variable is not set/);
  });
});
