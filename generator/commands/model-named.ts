import { closest } from '../../schema/diagnostics/did-you-mean.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import { unknownModel } from '../errors/command-errors.js';

/**
 * The model of a command line, in any letter case, and its group.
 *
 * @throws SG2402.
 */
export function modelNamed(model: ShardingModel, name: string): [ShardedModel, ColocationGroup] {
  const wanted = name.toLowerCase();
  const found =
    model.models.find((candidate) => candidate.name === name) ??
    model.models.find((candidate) => candidate.name.toLowerCase() === wanted);
  const group = model.groups.find((candidate) => candidate.root === found?.group);
  if (found === undefined || group === undefined) {
    const names = model.models.map((candidate) => candidate.name);
    throw unknownModel(name, closest(name, names), names);
  }
  return [found, group];
}
