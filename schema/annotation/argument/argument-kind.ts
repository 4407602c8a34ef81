import type { SchemaCode } from '../../diagnostics/codes.js';
import type { Mistake } from '../../diagnostics/report.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { ValueNode } from '../annotation-syntax.js';

/** A name in the schema, with the place where the annotation says it. */
export interface NameRef {
  readonly name: string;
  readonly at: SourceLocation;
}

export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: SchemaCode; readonly mistake: Mistake };

/** How the value of an argument is read. */
export interface ArgumentKind<T> {
  /** What the value is, for messages: `a list of fields`. */
  readonly what: string;
  /** How it is written, for fixes: `[id]`. */
  readonly example: string;
  /** `argument` is the name of the argument, for messages. */
  read(value: ValueNode, argument: string): ReadResult<T>;
}

/** An argument of an annotation, as its spec declares it. */
export interface ArgumentSpec<T> {
  readonly kind: ArgumentKind<T>;
  readonly description: string;
  /** The value when the argument is not given; an argument without it is required. */
  readonly fallback?: T;
}

/** What a value is, in the words of an error message. */
export function describeValue(value: ValueNode): string {
  switch (value.kind) {
    case 'identifier':
      return `the name ${value.name}`;
    case 'string':
      return `the string ${JSON.stringify(value.value)}`;
    case 'number':
      return `the number ${value.text}`;
    case 'boolean':
      return String(value.value);
    case 'list':
      return value.items.length === 0 ? 'an empty list' : 'a list';
    case 'record':
      return 'a record';
    default:
      return value satisfies never;
  }
}

/** The mistake of a value that is of another kind than the argument wants. */
export function wrongKind(
  kind: Pick<ArgumentKind<unknown>, 'what' | 'example'>,
  value: ValueNode,
  argument: string,
  suggestion: string = kind.example,
): ReadResult<never> {
  return {
    ok: false,
    code: 'SG1112',
    mistake: {
      at: value.at,
      message: `"${argument}" must be ${kind.what}, not ${describeValue(value)}.`,
      fix: `Write \`${argument}: ${suggestion}\`.`,
      label: `expected ${kind.what}`,
    },
  };
}
