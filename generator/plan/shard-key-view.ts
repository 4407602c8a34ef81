import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { TypeNames } from './names.js';
import { valueType } from './value-type.js';

/** One shard-key field, as the templates print it. */
export interface ShardKeyFieldView {
  readonly name: string;
  readonly valueType: string;
  readonly equalsType: string;
  /** Only text compares in a second way; `insensitive` does not pin a key. */
  readonly isText: boolean;
}

export function shardKeyView(model: ShardedModel, names: TypeNames): readonly ShardKeyFieldView[] {
  return model.shardKey.map((field) => ({
    name: field.name,
    valueType: valueType(field),
    equalsType: names.equals(field.name),
    isText: field.type === 'text' || field.type === 'char',
  }));
}
