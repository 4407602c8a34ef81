import { brokenManifest } from '../errors/topology-errors.js';
import type { CrossRelationManifest } from '../manifest/sharding-manifest.js';
import type { CrossRelationPlan, ModelPlan } from './model-plan.js';

/** @throws ShardgenError SG4011 when the target is unknown, or its shard key is not among the pairs. */
export function crossRelationPlan(
  model: string,
  name: string,
  relation: CrossRelationManifest,
  target: ModelPlan | undefined,
): CrossRelationPlan {
  if (target === undefined) {
    throw brokenManifest(`${model}.${name} leads to the unknown model ${relation.model}`);
  }
  const pairs = relation.pairs.map(([field, references, type]) => ({ field, references, type }));
  const keyPairs = target.keyFields.map((key) =>
    pairs.findIndex(({ references }) => references === key.name),
  );
  if (pairs.length === 0 || keyPairs.includes(-1)) {
    throw brokenManifest(`${model}.${name} does not say the shard key of ${target.name}`);
  }
  const loader = `load${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return Object.freeze({ loader, target, pairs, keyPairs });
}
