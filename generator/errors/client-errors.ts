import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { quotedList, reasonOf } from './quote.js';

export const CLIENT_CODES = {
  SG2201: 'The schema has no prisma-client generator.',
  SG2202: 'The schema uses the older prisma-client-js generator.',
  SG2203: 'The schema has several prisma-client generators.',
  SG2204: 'The prisma-client generator has no output.',
  SG2205: 'The installed Prisma is of another version than the generator that shardgen carries.',
  SG2206: 'Prisma could not generate its client.',
  SG2207: "The client's output folder holds other files.",
  SG2208: 'An option of the prisma-client generator cannot be used.',
} as const;

const BLOCK = `generator client {
    provider = "prisma-client"
    output   = "../generated/prisma"
  }`;

export function noClientGenerator(schema: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2201',
    message: `the schema ${schema} has no generator for the Prisma client, on which the repositories are built`,
    fix: `add this block to it (the path is relative to the schema):\n\n  ${BLOCK}\n`,
  });
}

export function legacyClientGenerator(block: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2202',
    message: `the generator "${block}" has provider "prisma-client-js", whose client shardgen does not support`,
    fix: `replace the block (the path is relative to the schema):\n\n  ${BLOCK}\n`,
  });
}

export function severalClientGenerators(blocks: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG2203',
    message: `the schema has several prisma-client generators: ${quotedList(blocks)}`,
    fix: 'say which one with its output path: generator shardgen { provider = "shardgen", client = "../generated/prisma" } (one option per line)',
  });
}

export function clientWithoutOutput(block: string, unsetVariable?: string): ShardgenError {
  const unset = unsetVariable !== undefined;
  return new ShardgenError({
    code: 'SG2204',
    message: unset
      ? `the output of the generator "${block}" is env("${unsetVariable}"), but that variable is not set`
      : `the generator "${block}" has no output, which Prisma 7 requires`,
    fix: `${unset ? `set ${unsetVariable}, or write the path itself` : 'add'}: output = "../generated/prisma" (relative to the schema)`,
  });
}

export function prismaVersionDiffers(
  installed: string,
  carried: string,
  folder: string,
  state: 'missing' | 'stale',
): ShardgenError {
  return new ShardgenError({
    code: 'SG2205',
    message: `the Prisma client in ${folder} is ${state}, and the installed @prisma/client ${installed} is not the ${carried} that shardgen can generate itself`,
    fix: 'run: npx prisma generate',
  });
}

export function clientGenerationFailed(cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2206',
    message: `Prisma could not generate its client: ${reasonOf(cause)}`,
    fix: 'correct what Prisma reports above; `npx prisma generate` shows the same',
    cause,
  });
}

export function clientFolderOccupied(folder: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2207',
    message: `the output folder of the Prisma client, ${folder}, is not empty and does not look like a generated client`,
    fix: 'choose another output in the prisma-client generator, or empty that folder yourself',
  });
}

export function clientOptionUnusable(
  option: string,
  value: string,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG2208',
    message: `the prisma-client generator has ${option} = "${value}"`,
    fix: `use one of ${quotedList(legal, 'or')}`,
  });
}
