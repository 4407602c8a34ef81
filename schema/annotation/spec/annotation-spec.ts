import type { AnnotationLevel } from '../annotation-syntax.js';
import type { ArgumentSpec } from '../argument/argument-kind.js';

/** What an annotation is: everything that the parser, the messages and the manual say of it. */
export interface AnnotationSpec<Arguments> {
  readonly name: string;
  readonly level: AnnotationLevel;
  readonly description: string;
  readonly example: string;
  /** The argument that a first value without a name stands for. */
  readonly positional?: keyof Arguments & string;
  readonly arguments: { readonly [K in keyof Arguments]: ArgumentSpec<Arguments[K]> };
}
