import { noSuchVirtualShard, testingOptionIllegal } from '../../errors/testing-errors.js';

/** @throws ShardgenError SG7002. */
export function knownName(given: unknown, known: readonly string[]): string {
  const name = known.find((one) => one === given);
  if (name === undefined) throw noSuchVirtualShard(String(given), known);
  return name;
}

/**
 * Each once. `of` is who asks.
 *
 * @throws ShardgenError SG7002, SG7010.
 */
export function knownNames(of: string, given: unknown, known: readonly string[]): string[] {
  if (!Array.isArray(given)) {
    throw testingOptionIllegal(`shards of ${of}`, given, 'a list of shard names');
  }
  return [...new Set(given.map((name) => knownName(name, known)))];
}

/**
 * As `knownNames`, for those that one call shall ask: no call could meet less than two.
 *
 * @throws ShardgenError SG7002, SG7010.
 */
export function scatteredNames(of: string, given: unknown, known: readonly string[]): string[] {
  const names = knownNames(of, given, known);
  if (names.length > 1) return names;
  throw testingOptionIllegal(
    `shards of ${of}`,
    given,
    'two names or more, since a scatter asks several shards, or none for any of them',
  );
}
