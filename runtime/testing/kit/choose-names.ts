import {
  noSuchVirtualShard,
  shardCountIllegal,
  shardNamesIllegal,
} from '../../errors/testing-errors.js';

/**
 * The names of the virtual shards. A number takes the declared names first and goes on with
 * `shard_<n>`; names must be declared ones, unless the client declares none.
 *
 * @throws ShardgenError SG7001 to SG7003.
 */
export function chooseNames(wanted: unknown, declared: readonly string[]): readonly string[] {
  if (wanted === undefined) {
    if (declared.length === 0) throw shardCountIllegal(wanted);
    return declared;
  }
  if (!Array.isArray(wanted)) return numbered(wanted, declared);
  const names = wanted.map(String);
  if (names.length === 0) throw shardNamesIllegal('is empty');
  for (const [index, name] of names.entries()) {
    if (name === '') throw shardNamesIllegal('holds an empty name');
    if (names.indexOf(name) !== index)
      throw shardNamesIllegal(`names ${JSON.stringify(name)} twice`);
    if (declared.length > 0 && !declared.includes(name)) throw noSuchVirtualShard(name, declared);
  }
  // In the client's order, which is that of scattered rows.
  return declared.length === 0 ? names : declared.filter((name) => names.includes(name));
}

function numbered(count: unknown, declared: readonly string[]): readonly string[] {
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) {
    throw shardCountIllegal(count);
  }
  const names = declared.slice(0, count);
  for (let number = names.length + 1; names.length < count; number += 1) {
    const name = `shard_${number}`;
    if (!declared.includes(name)) names.push(name);
  }
  return names;
}
