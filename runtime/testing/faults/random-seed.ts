import { testingOptionIllegal } from '../../errors/testing-errors.js';

/**
 * The seed of SHARDGEN_SEED, else a new one at each call. A failure under random faults prints its
 * seed, and the variable brings it back.
 *
 * @throws ShardgenError SG7010.
 */
export function randomSeed(): number {
  const given = process.env['SHARDGEN_SEED'];
  if (given === undefined || given === '') return Math.floor(Math.random() * 2 ** 32);
  const seed = Number(given);
  if (Number.isSafeInteger(seed)) return seed;
  throw testingOptionIllegal('SHARDGEN_SEED', given, 'a whole number');
}
