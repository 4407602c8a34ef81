import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { reasonOf } from './quote.js';

export const INDEX_COMMAND_CODES = {
  SG2431: 'A command is about global indexes, but the schema has none.',
  SG2432: 'A command needs the generated repositories, but there are none.',
  SG2433: 'The generated repositories cannot be loaded.',
} as const;

export function noGlobalIndex(): ShardgenError {
  return new ShardgenError({
    code: 'SG2431',
    message: 'the schema has no global index',
    fix: 'write `/// @shard.globallyUnique` or `/// @shard.index` at a field, and run: npx shardgen generate',
  });
}

export function generatedCodeMissing(folder: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2432',
    message: `there are no generated repositories in ${folder}`,
    fix: 'run: npx shardgen generate',
  });
}

export function generatedCodeFails(file: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2433',
    message: `the generated repositories (${file}) cannot be loaded: ${reasonOf(cause)}`,
    fix: 'run: npx shardgen generate, and see that shardgen and @prisma/client are installed beside them',
    cause,
  });
}
