import { type Call, callName } from './call.js';
import { listNames } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const DIRECTORY_CODES = {
  SG3411: 'the directory says that a key lives on a shard that the program does not know',
  SG3412: 'a key is being moved to another shard, so its rows cannot be written for a moment',
  SG3413: 'a shard key is too long for the directory',
} as const;

/** `key` is as people read it: `tenantId = "acme"`. */
export function directoryNamesUnknownShard(
  call: Call,
  group: string,
  key: string,
  shard: string,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG3411',
    message: `${callName(call)}: the directory says that ${key} of group ${group} lives on the shard ${JSON.stringify(shard)}, but the program knows only ${listNames(legal)}.`,
    fix: 'Bring the shard back into shardgen.config.ts, run `npx shardgen generate` and start the program again. A shard that still has keys must not be removed.',
  });
}

export function keyIsMoving(call: Call, group: string, key: string, to: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3412',
    message: `${callName(call)}: ${key} of group ${group} is being moved to the shard ${JSON.stringify(to)}; until it is there, its rows can be read but not written.`,
    fix: 'Try again in a moment. If the move was broken off, run the same `npx shardgen directory move` again.',
  });
}

export function keyTooLong(call: Call, group: string, bytes: number, most: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3413',
    message: `${callName(call)}: the shard key of group ${group} takes ${bytes} bytes in the directory, which holds keys of at most ${most}.`,
    fix: 'Give a shorter key.',
  });
}
