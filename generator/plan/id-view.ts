import type { ShardId } from '../../schema/model/shard-id.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { property, quoted } from './names.js';
import { valueType } from './value-type.js';

/** How the ids of a model change Prisma's types of its rows. */
export interface IdView {
  /** Fields that Prisma wants to be given, and that a call may leave out. */
  readonly required: readonly string[];
  /** The same fields as members that may be left out. */
  readonly optional: readonly string[];
  /** Fields that carry the bucket of their row. */
  readonly carrying: readonly string[];
  /** The same fields as members that no update may have. */
  readonly locks: readonly string[];
  /** Objects that name one row by such a field alone. */
  readonly selectors: readonly string[];
}

export function idView({ ids, name: model }: Pick<ShardedModel, 'ids' | 'name'>): IdView {
  const wanted = ids.filter(({ optional }) => !optional);
  const carrying = ids.filter(({ bucket }) => bucket);
  return {
    required: wanted.map(({ name }) => name),
    optional: wanted.map((id) => `${property(id.name)}?: ${valueType(id)}`),
    carrying: carrying.map(({ name }) => name),
    locks: carrying.map(({ name }) => `${property(name)}?: ${lock(model, name)}`),
    selectors: carrying.map(selector),
  };
}

/** Prisma's type of a nested write to `target`, whose new rows may leave their ids out. */
export function nestedIds(place: string, target: ShardedModel): string {
  if (!hasRequiredIds(target)) return place;
  const { shardKey } = target;
  const [all, besideKey] = [target.ids, withoutKey(target)].map((ids) => {
    const { optional } = idView({ ids, name: target.name });
    return optional.length === 0 ? 'Record<never, never>' : `{ ${optional.join('; ')} }`;
  });
  const isKey = target.ids.some(({ name }) => shardKey.some((field) => field.name === name));
  return `NestedIds<${[place, all, ...(isKey ? [besideKey] : [])].join(', ')}>`;
}

/** Whether Prisma wants to be given an id of the model. */
export const hasRequiredIds = ({ ids }: Pick<ShardedModel, 'ids'>): boolean =>
  ids.some(({ optional }) => !optional);

const withoutKey = ({ ids, shardKey }: ShardedModel) =>
  ids.filter(({ name }) => !shardKey.some((field) => field.name === name));

const selector = (id: ShardId) => `{ ${property(id.name)}: ${valueType(id)} }`;

function lock(model: string, field: string): string {
  const sentence = `${model}.${field} carries the shard of its row and cannot be updated`;
  return `ShardKeyIsImmutable<${quoted(sentence)}>`;
}
