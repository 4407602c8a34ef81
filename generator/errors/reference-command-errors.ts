import { ShardgenError } from '../../runtime/errors/shardgen-error.js';

export const REFERENCE_COMMAND_CODES = {
  SG2441: 'A command is about reference models, but the schema has none.',
} as const;

export function noReferenceModel(): ShardgenError {
  return new ShardgenError({
    code: 'SG2441',
    message: 'the schema has no reference model',
    fix: 'write `/// @@shard.reference` above a model, and run: npx shardgen generate',
  });
}
