import { type Call, callName } from './call.js';
import { ShardgenError } from './shardgen-error.js';

export const TOTALS_CODES = {
  SG3051: 'several shards have a row that should be one',
  SG3052: 'a total of a field cannot be made of the totals of several shards',
  SG3053: 'groups of several shards cannot be told apart or put together by a field',
  SG3054: 'a condition on groups cannot be looked at after they were put together',
  SG3055: 'a total is out of the range of its type',
} as const;

export function severalRows(call: Call, shards: readonly string[]): ShardgenError {
  const names = shards.map((shard) => JSON.stringify(shard)).join(', ');
  return new ShardgenError({
    code: 'SG3051',
    message: `${callName(call)}: ${shards.length} shards have a row of ${call.model} that \`where\` names: ${names}.`,
    fix: `The database keeps these values unique on each shard only. Read both rows with onShard(name), and change or delete one; @shard.globallyUnique keeps values unique on all shards.`,
  });
}

export function notTotalled(
  call: Call,
  total: string,
  field: string,
  reason: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3052',
    message: `${callName(call)}: \`${total}.${field}\` cannot be computed over several shards: ${reason}.`,
    fix: `${total === '_avg' ? 'Give the column a number of decimals (@db.Decimal(p, s)), divide `_sum` by `_count` yourself, leave it out' : 'Leave it out'}, or ask one shard with onShard(name).`,
  });
}

export function notGrouped(call: Call, field: string, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3053',
    message: `${callName(call)}: groups of several shards cannot be put together by "${field}": ${reason}.`,
    fix: `Leave "${field}" out of \`by\`, add all fields of the shard key to it, or ask one shard with onShard(name).`,
  });
}

export function notEvaluated(call: Call, path: string, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3054',
    message: `${callName(call)}: \`${path}\` cannot be evaluated over several shards: ${reason}.`,
    fix: 'Leave it out, group by all fields of the shard key, or ask one shard with onShard(name).',
  });
}

export function outOfRange(call: Call, total: string, field: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3055',
    message: `${callName(call)}: \`${total}.${field}\` over all shards is too large for its type.`,
    fix: 'Narrow `where`, or ask each shard with onShard(name) and add what they answer.',
  });
}
