import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { quotedList } from './quote.js';

export const DIRECTORY_COMMAND_CODES = {
  SG2461: 'A command is about a directory, but the model or the schema has none.',
  SG2462: 'A command does not say where to move a key, or says two things.',
} as const;

/** `model` is undefined when the command names none. */
export function noDirectory(model: string | undefined, lookedUp: readonly string[]): ShardgenError {
  const none = lookedUp.length === 0;
  return new ShardgenError({
    code: 'SG2461',
    message: none
      ? 'the schema has no model with @@shard.lookup, so that there are no keys to move'
      : `the keys of ${model} are not looked up in a directory`,
    fix: none
      ? 'where keys of other strategies live is said by the schema and the config (see: npx shardgen route --help)'
      : `name ${quotedList(lookedUp, 'or')}, or a model that follows it`,
  });
}

export function whereToMove(): ShardgenError {
  return new ShardgenError({
    code: 'SG2462',
    message: 'a move needs either --to <shard> or --cancel',
    fix: 'see: npx shardgen directory move --help',
  });
}
