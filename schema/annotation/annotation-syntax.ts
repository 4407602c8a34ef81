import type { SourceLocation } from '../model/source-location.js';

/** A value as it was written. */
export type ValueNode =
  | { readonly kind: 'identifier'; readonly name: string; readonly at: SourceLocation }
  | { readonly kind: 'string'; readonly value: string; readonly at: SourceLocation }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly text: string;
      readonly at: SourceLocation;
    }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: SourceLocation }
  | { readonly kind: 'list'; readonly items: readonly ValueNode[]; readonly at: SourceLocation }
  | {
      readonly kind: 'record';
      readonly entries: readonly RecordEntry[];
      readonly at: SourceLocation;
    };

export interface RecordEntry {
  readonly key: string;
  readonly keyAt: SourceLocation;
  readonly value: ValueNode;
}

/** `name: value`; a value without a name is kept, to say what its name could be. */
export interface ArgumentNode {
  readonly name: string | undefined;
  /** The name, or the value where there is no name. */
  readonly at: SourceLocation;
  readonly value: ValueNode;
}

/** `@@shard.` stands above models, `@shard.` at fields. */
export type AnnotationLevel = 'model' | 'field';

/** `@@shard.hash(on: [id])` as it was written. */
export interface AnnotationNode {
  readonly level: AnnotationLevel;
  readonly name: string;
  /** The annotation without its arguments: `@@shard.hash`. */
  readonly at: SourceLocation;
  readonly arguments: readonly ArgumentNode[];
}

/** What the comments of one declaration say. */
export interface ParsedComments {
  readonly annotations: readonly AnnotationNode[];
  /** An annotation stands there, but it could not be read; a diagnostic says why. */
  readonly broken: boolean;
  /** The text that is no annotation. */
  readonly documentation: string;
}
