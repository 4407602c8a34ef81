import { type Call, callName } from './call.js';
import { reasonOf } from './execution-errors.js';
import { ShardgenError } from './shardgen-error.js';

export const MOVE_CODES = {
  SG3421: 'a write reached a shard on which the key of its row does not live',
  SG3422: 'a key that has no place cannot be moved',
  SG3423: 'a key is being moved to another shard than the one that is asked for',
  SG3424: 'a key cannot be moved to a shard that takes no new keys',
  SG3425: 'two shards have different tables, so that no key can be moved between them',
  SG3426: 'foreign keys form a circle, so that no key of the group can be moved',
  SG3427: 'a shard is too busy for the move of a key',
  SG3428: 'a shard refuses rows of a key that is being moved to it',
  SG3429: 'the rows of a moved key are not the same on both shards',
  SG3430: 'another process goes on with the move of a key',
  SG3431: 'keys were moved again and again while a read of several shards ran',
  SG3432: 'a model has no directory, so that its keys cannot be moved',
  SG3433: 'a shard refuses a statement that the move of a key needs',
  SG3434: 'an answer came so late that keys may have been moved meanwhile',
  SG3435: 'a table that is not moved refers to the tables of a group',
} as const;

/** A key on its way. `key` is as people read it: `id = "acme"`. */
export interface MovingKey {
  readonly group: string;
  readonly key: string;
}

const named = ({ group, key }: MovingKey) => `${key} of group ${group}`;

export function keyIsElsewhere(call: Call, shard: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3421',
    message: `${callName(call)}: the key of the row was moved, and does not live on the shard ${JSON.stringify(shard)} now. Nothing was written.`,
    fix: 'Repeat the call: it asks the directory again. If a move was broken off (`npx shardgen directory list`), run it again.',
    cause,
  });
}

export function keyHasNoPlace(moved: MovingKey): ShardgenError {
  return new ShardgenError({
    code: 'SG3422',
    message: `${named(moved)} has no entry in the directory: there are no rows to move.`,
    fix: 'See that the key is written as in its rows. Where the first row of a new key goes is said by `placement` in shardgen.config.ts.',
  });
}

export function movesElsewhere(moved: MovingKey, under: string, asked: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3423',
    message: `${named(moved)} is being moved to the shard ${JSON.stringify(under)}, and not to ${JSON.stringify(asked)}.`,
    fix: `Let that move end, or run it again if it was broken off; \`npx shardgen directory move ... --cancel\` gives it up. Then move the key to ${JSON.stringify(asked)}.`,
  });
}

export function targetDrains(moved: MovingKey, target: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3424',
    message: `${named(moved)} cannot be moved to the shard ${JSON.stringify(target)}, which has \`acceptNewKeys: false\`.`,
    fix: 'Move it to another shard, or let this one take keys: change `placement` in shardgen.config.ts, and run `npx shardgen generate`.',
  });
}

export function tablesDiffer(shard: string, other: string, what: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3425',
    message: `keys cannot be moved from the shard ${JSON.stringify(shard)} to ${JSON.stringify(other)}: ${what}. Nothing was moved.`,
    fix: 'Bring both databases to the tables of the same schema, and run the move again.',
  });
}

export function foreignKeysInACircle(shard: string, tables: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG3426',
    message: `the foreign keys of ${tables.join(', ')} on the shard ${JSON.stringify(shard)} form a circle, so that there is no order in which rows could be copied. Nothing was moved.`,
    fix: 'Drop one of these foreign keys (`relationMode`, or a relation that is only a mark), or leave the key where it is.',
  });
}

export function shardIsBusy(shard: string, what: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3427',
    message: `${what} on the shard ${JSON.stringify(shard)}. Nothing was moved.`,
    fix: 'Run the move again when transactions that take long have ended.',
  });
}

export function rowsRefused(shard: string, table: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3428',
    message: `the shard ${JSON.stringify(shard)} refuses rows of ${table}: ${reasonOf(cause)}. Nothing was moved.`,
    fix: 'See the cause: a constraint or a trigger of that table is against the rows. What a foreign key leads to has to be there.',
    cause,
  });
}

export function rowsDiffer(table: string, source: string, target: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3429',
    message: `rows of ${table} were copied from the shard ${JSON.stringify(source)} to ${JSON.stringify(target)}, and are not the same there. Nothing was moved.`,
    fix: 'Look for triggers or rules of that table which change rows on the way in, on either shard.',
  });
}

export function overtaken(moved: MovingKey): ShardgenError {
  return new ShardgenError({
    code: 'SG3430',
    message: `another process goes on with the move of ${named(moved)}, so that this one stops.`,
    fix: 'Wait for the other one. `npx shardgen directory list` shows the moves that have not ended.',
  });
}

export function tooManyMoves(call: Call, attempts: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3431',
    message: `${callName(call)}: keys were moved ${attempts} times in a row while the shards were asked, so that their rows may be missing or doubled in the answers.`,
    fix: 'Repeat the call, or ask for fewer rows at a time.',
  });
}

export function modelHasNoDirectory(model: string, looked: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG3432',
    message: `$directory: the keys of ${model} are not looked up in a directory.`,
    fix: `Name one of ${looked.join(', ')}.`,
  });
}

export function moveRefused(shard: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3433',
    message: `the shard ${JSON.stringify(shard)} refuses a statement of the move: ${reasonOf(cause)}. Nothing was moved by it.`,
    fix: 'See the cause. The user of the url has to own the tables of the group (it makes triggers on them), and to be allowed to make the schema `shardgen`.',
    cause,
  });
}

export function answerTooLate(call: Call, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3434',
    message: `${callName(call)}: the shard answered so late that rows may have been moved away from it meanwhile.`,
    fix: 'Repeat a read. Of a write, read the row before you repeat it. Look for what keeps calls waiting for so long; `deadlineMs` ends them earlier.',
    cause,
  });
}

export function strangersRefer(shard: string, tables: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG3435',
    message: `${tables.join(', ')} on the shard ${JSON.stringify(shard)} refers to rows of the group by a foreign key, and is no table of a model of the group: its rows would stay behind, or be deleted. Nothing was moved.`,
    fix: 'Make it a model of the group (`@@shard.colocated`), or drop the foreign key.',
  });
}
