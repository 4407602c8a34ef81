import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { applied } from './layout.js';
import { property, quoted } from './names.js';

/** A type that calls over several shards take, as the templates print it. */
export interface AcrossType {
  readonly doc: string;
  readonly name: string;
  /** What stands for the whole type; empty for an interface. */
  readonly alias: string;
  /** `extends ...`, with a blank in front, or empty. */
  readonly base: string;
  readonly members: readonly string[];
}

/** A member that no value fits: the compiler shows what its field is, and what follows. */
export const refusedMember = (
  { name }: ShardedModel,
  field: string,
  reason: string,
  indent = '  ',
): string =>
  applied(`${property(field)}?: `, 'Refused', [quoted(`${name}.${field} ${reason}`)], indent);
