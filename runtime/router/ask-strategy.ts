import { strategyNamesNoShard, strategyThrew } from '../errors/routing-errors.js';
import type { KeyValue } from '../key/key-value.js';
import type { CustomGroup } from '../topology/topology.js';
import type { ModelPlan } from './model-plan.js';
import { namedKey } from './named-key.js';

/**
 * The shard that a function of the user's names for a key. Followers ask by the root's field names.
 *
 * @throws ShardgenError SG3016 when the function throws, SG3017 when it names no shard.
 */
export function askStrategy(
  plan: ModelPlan,
  group: CustomGroup,
  key: readonly KeyValue[],
  method: string,
): number {
  const call = { model: plan.name, method };
  const named = Object.freeze(namedKey(plan, key, group.fields));
  let answer: unknown;
  try {
    answer = group.choose(named, group.known);
  } catch (error) {
    throw strategyThrew(call, group.name, named, error);
  }
  // An async function is refused; its failure must not end the process beside that.
  if (answer instanceof Promise) answer.catch(() => undefined);
  const index = typeof answer === 'string' ? group.indexes.get(answer) : undefined;
  if (index === undefined) throw strategyNamesNoShard(call, group, named, answer);
  return index;
}
