import { expect, test } from 'vitest';
import { readConfigBlocks } from '../../../../schema/prisma/read-config-blocks.js';
import { file } from '../support/shop-schema.js';

test('generators and the datasource are read as they are written', () => {
  const base = file('datasource db {\n  provider = "postgres"\n}\n', 'schema/base.prisma');
  const generators = file(
    `generator client {
  provider        = "prisma-client"
  output          = "../generated/é"
  previewFeatures = ["views"]
}

generator shardgen {
  provider = "shardgen"
  list     = ["a", "b"]
  word     = "é"
}
`,
    'schema/generators.prisma',
  );
  expect(readConfigBlocks([base, generators])).toEqual({
    generators: [
      {
        name: 'client',
        provider: 'prisma-client',
        output: '../generated/é',
        config: {},
        previewFeatures: ['views'],
        file: 'schema/generators.prisma',
      },
      {
        name: 'shardgen',
        provider: 'shardgen',
        output: undefined,
        config: { list: ['a', 'b'], word: 'é' },
        previewFeatures: [],
        file: 'schema/generators.prisma',
      },
    ],
    datasource: { name: 'db', provider: 'postgresql', schemas: [], file: 'schema/base.prisma' },
  });
});

test('blocks that are not there, or that Prisma cannot read, are left out', () => {
  const nothing = { generators: [], datasource: undefined };
  expect(readConfigBlocks([])).toEqual(nothing);
  expect(readConfigBlocks([file('model A {\n}\n')])).toEqual(nothing);
  expect(readConfigBlocks([file('generator client {\n}\n')])).toEqual(nothing);
});
