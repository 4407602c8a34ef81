import { knownName, knownNames, scatteredNames } from '../kit/known-names.js';
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
  return toResult(queriedOnly(queries, knownNames('toHaveQueriedOnly()', shards, names)));
};

export const toHaveScattered: Matcher = (received, shards) => {
  const { names, queries } = virtualShardsOf(received);
  if (shards === undefined) return toResult(scattered(queries));
  const wanted = scatteredNames('toHaveScattered()', shards, names);
  return toResult(scattered(queries, wanted));
};

function toResult({ holds, expected, actual, table }: Verdict): MatcherResult {
  return {
    pass: holds,
    message: () =>
      holds
        ? `expected anything but ${expected}. What did happen:\n${table}`
        : `expected ${expected}, but ${actual}. What did happen:\n${table}`,
  };
}
