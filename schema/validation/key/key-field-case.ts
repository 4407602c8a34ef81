import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import type { SourceIndex } from '../../source/source-index.js';

/** A name in a shard key, and what it leads to. */
export interface KeyFieldCase {
  readonly model: DatamodelModel;
  readonly ref: NameRef;
  readonly source: SourceIndex;
  readonly field: DatamodelField | undefined;
}
