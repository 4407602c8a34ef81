import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import type { SourceIndex } from '../../source/source-index.js';
import type { StrategyName } from './key-types.js';

/** A field of a shard key that a follower's field holds the value of. */
export interface HeldField {
  readonly model: string;
  readonly field: DatamodelField;
}

/** A name in a shard key, and what it leads to. */
export interface KeyFieldCase {
  readonly model: DatamodelModel;
  readonly ref: NameRef;
  readonly source: SourceIndex;
  /** Of the group that the model is in. */
  readonly strategy: StrategyName;
  readonly field: DatamodelField | undefined;
  /** The field of the followed model whose value this one holds; undefined for a root. */
  readonly held: HeldField | undefined;
}
