import type { SourceLocation } from '../../model/source-location.js';
import type { AnnotationSpec } from './annotation-spec.js';
import { colocated } from './colocated.js';
import { custom } from './custom.js';
import { geographic } from './geographic.js';
import { global } from './global.js';
import { globallyUniqueField, globallyUniqueModel } from './globally-unique.js';
import { hash } from './hash.js';
import { id } from './id.js';
import { lookup } from './lookup.js';
import { range } from './range.js';
import { fieldRelation, modelRelation } from './relation.js';
import { indexField, indexModel } from './shard-index.js';

/** Every annotation of this version that says where a model's rows live: one row each. */
export const PLACEMENTS = { hash, geographic, range, lookup, custom, colocated, global } as const;

/** Every annotation of a model. */
export const MODEL_ANNOTATIONS = {
  ...PLACEMENTS,
  globallyUnique: globallyUniqueModel,
  index: indexModel,
  relation: modelRelation,
} as const;

/** Every annotation of a field. */
export const FIELD_ANNOTATIONS = {
  id,
  globallyUnique: globallyUniqueField,
  index: indexField,
  relation: fieldRelation,
} as const;

/** The annotations of each level. */
export const ANNOTATIONS = { model: MODEL_ANNOTATIONS, field: FIELD_ANNOTATIONS } as const;

type ArgumentsOf<Spec> = Spec extends AnnotationSpec<infer Arguments> ? Arguments : never;

/** An annotation that was understood. */
type Understood<Table> = {
  readonly [Name in keyof Table]: {
    readonly name: Name;
    /** The annotation without its arguments. */
    readonly at: SourceLocation;
    readonly arguments: ArgumentsOf<Table[Name]>;
  };
}[keyof Table];

/** An annotation that says where rows live. */
export type PlacementAnnotation = Understood<typeof PLACEMENTS>;

export type ModelAnnotation = Understood<typeof MODEL_ANNOTATIONS>;

export type FieldAnnotation = Understood<typeof FIELD_ANNOTATIONS>;

export type AnnotationName = keyof typeof MODEL_ANNOTATIONS | keyof typeof FIELD_ANNOTATIONS;

export function isPlacement(annotation: ModelAnnotation): annotation is PlacementAnnotation {
  return Object.hasOwn(PLACEMENTS, annotation.name);
}
