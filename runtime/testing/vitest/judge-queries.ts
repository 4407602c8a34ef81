import { noSuchVirtualShard, testingOptionIllegal } from '../../errors/testing-errors.js';
import { virtualShardsOf } from '../kit/virtual-clients.js';
import {
  queried,
  queriedOnly,
  scattered,
  touches,
  type Verdict,
} from '../tracking/expectations.js';

/** What vitest takes from a matcher. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What is wrong with the question is thrown: as a result it would make `.not` pass. */
type Matcher = (received: unknown, given?: unknown) => MatcherResult;

export const toHaveQueried: Matcher = (received, shard) => {
  const { names, queries } = virtualShardsOf(received);
  if (shard === undefined) return toResult(queried(queries));
  return toResult(touches(queries, knownName(shard, names)));
};

export const toHaveQueriedOnly: Matcher = (received, shards) => {
  const { names, queries } = virtualShardsOf(received);
  return toResult(queriedOnly(queries, knownNames('toHaveQueriedOnly', shards, names)));
};

export const toHaveScattered: Matcher = (received, shards) => {
  const { names, queries } = virtualShardsOf(received);
  if (shards === undefined) return toResult(scattered(queries));
  const wanted = knownNames('toHaveScattered', shards, names);
  // No call can meet less, so that `.not` would always pass.
  if (wanted.length < 2) {
    throw testingOptionIllegal(
      'shards of toHaveScattered()',
      shards,
      'two names or more, since a scatter asks several shards, or none for any of them',
    );
  }
  return toResult(scattered(queries, wanted));
};

/** Each once. */
function knownNames(matcher: string, given: unknown, known: readonly string[]): readonly string[] {
  if (!Array.isArray(given)) {
    throw testingOptionIllegal(`shards of ${matcher}()`, given, 'a list of shard names');
  }
  return [...new Set(given.map((name) => knownName(name, known)))];
}

function knownName(given: unknown, known: readonly string[]): string {
  const name = known.find((one) => one === given);
  if (name === undefined) throw noSuchVirtualShard(String(given), known);
  return name;
}

function toResult({ holds, expected, actual, table }: Verdict): MatcherResult {
  return {
    pass: holds,
    message: () =>
      holds
        ? `expected anything but ${expected}. What did happen:\n${table}`
        : `expected ${expected}, but ${actual}. What did happen:\n${table}`,
  };
}
