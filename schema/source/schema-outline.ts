import type { SourceText, Span } from './source-text.js';

/** One comment: a `///` or `//` line, or a `/* *\/` block. */
export interface Comment {
  readonly kind: 'doc' | 'line' | 'block';
  /** From the first slash to the end of the comment. */
  readonly span: Span;
  /** What Prisma counts as the text of it: without the slashes and leading blanks. */
  readonly text: string;
  /** Where `text` starts. */
  readonly textStart: number;
}

/** Why Prisma attaches a comment to nothing. */
export type DanglingReason =
  | 'blank line below'
  | 'end of block'
  | 'end of file'
  | 'after opening brace'
  | 'after block attribute'
  | 'replaced by a later comment'
  | 'inside a configuration block'
  | 'not above a declaration';

/** A comment that documents nothing, and therefore reaches no tool. */
export interface DanglingComment {
  readonly comment: Comment;
  readonly reason: DanglingReason;
}

/** `@id`, `@default(...)`, `@@unique([...])`. */
export interface AttributeDeclaration {
  /** With its at signs and dots: `@db.Uuid`, `@@unique`. */
  readonly name: string;
  /** The whole attribute with its arguments. */
  readonly span: Span;
  /** The text between the brackets; empty when there are none. */
  readonly arguments: string;
}

/** A field of a model, a value of an enum, a setting of a configuration block. */
export interface MemberDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  /** The second word of the line: `String?`, `Order[]`; undefined for enum values. */
  readonly type: string | undefined;
  /** The whole line, without comments. */
  readonly span: Span;
  readonly attributes: readonly AttributeDeclaration[];
  readonly comments: readonly Comment[];
}

export type BlockKind = 'model' | 'view' | 'type' | 'enum' | 'generator' | 'datasource';

/** A top-level declaration. */
export interface BlockDeclaration {
  readonly kind: BlockKind;
  readonly name: string;
  readonly nameSpan: Span;
  /** From the keyword to behind the closing brace. */
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly members: readonly MemberDeclaration[];
  readonly attributes: readonly AttributeDeclaration[];
}

/** What stands where in one schema file. */
export interface SchemaOutline {
  readonly text: SourceText;
  readonly blocks: readonly BlockDeclaration[];
  readonly dangling: readonly DanglingComment[];
  /** Lines outside of any block that Prisma does not understand. */
  readonly stray: readonly Span[];
  /** Lines inside of blocks that Prisma does not understand. */
  readonly strayMembers: readonly Span[];
}
