import type { SourceLocation } from '../../model/source-location.js';
import type { AnnotationSpec } from './annotation-spec.js';
import { colocated } from './colocated.js';
import { custom } from './custom.js';
import { geographic } from './geographic.js';
import { global } from './global.js';
import { hash } from './hash.js';
import { range } from './range.js';

/** Every annotation of this version: one row each. */
export const ANNOTATIONS = { hash, geographic, range, custom, colocated, global } as const;

export type AnnotationName = keyof typeof ANNOTATIONS;

type ArgumentsOf<Spec> = Spec extends AnnotationSpec<infer Arguments> ? Arguments : never;

/** An annotation that was understood. */
export type Annotation = {
  readonly [Name in AnnotationName]: {
    readonly name: Name;
    /** The annotation without its arguments. */
    readonly at: SourceLocation;
    readonly arguments: ArgumentsOf<(typeof ANNOTATIONS)[Name]>;
  };
}[AnnotationName];
