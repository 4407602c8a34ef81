import type { GlobalIndex } from '../../schema/model/global-index.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { listed, property, quoted } from './names.js';
import { valueType } from './value-type.js';

/** A method that finds rows by the values of a global index. */
export interface FinderView {
  readonly method: string;
  readonly unique: boolean;
  /** The name of the index, quoted. */
  readonly index: string;
  readonly parameter: string;
  readonly type: string;
  /** The `where` that names the values. */
  readonly where: string;
  readonly says: string;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function finderViews(model: ShardedModel): readonly FinderView[] {
  return model.indexes.map((index) => finderView(model, index));
}

function finderView(model: ShardedModel, index: GlobalIndex): FinderView {
  const { fields, name, unique } = index;
  const [only] = fields;
  const single = fields.length === 1 && only !== undefined;
  const words = listed(fields.map((field) => `\`${field.name}\``));
  const suffix = fields.map((field) => capitalized(field.name)).join('And');
  return {
    method: `${unique ? 'findBy' : 'findManyBy'}${suffix}`,
    unique,
    index: quoted(name),
    parameter: single ? 'value' : 'values',
    type: single
      ? valueType(only)
      : `{ ${fields.map((field) => `${property(field.name)}: ${valueType(field)}`).join('; ')} }`,
    where: whereOf(index),
    says: unique
      ? `The ${model.name} with ${fields.length === 1 ? 'this' : 'these'} ${words}, or null: one or two shards are asked, never all.`
      : `All ${model.name} rows with ${fields.length === 1 ? 'this' : 'these'} ${words}: asks the shards that have some.`,
  };
}

/** Unique values as Prisma's selector names them; others as a filter. */
function whereOf({ fields, name, unique }: GlobalIndex): string {
  const [only] = fields;
  if (fields.length === 1 && only !== undefined) return `{ ${property(only.name)}: value }`;
  return unique ? `{ ${property(name)}: values }` : 'values';
}
