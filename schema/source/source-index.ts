import type { SourceLocation } from '../model/source-location.js';
import type { BlockDeclaration, MemberDeclaration, SchemaOutline } from './schema-outline.js';
import type { Span } from './source-text.js';

/** Finds declarations of a whole schema, and their places, by name. */
export interface SourceIndex {
  readonly outlines: readonly SchemaOutline[];
  block(name: string): BlockDeclaration | undefined;
  member(block: string, name: string): MemberDeclaration | undefined;
  /** The name of a model, view or enum. */
  blockAt(name: string): SourceLocation;
  /** The name of a field; the model's when there is no such field. */
  memberAt(block: string, name: string): SourceLocation;
  /** An attribute of a field: `attributeAt('User', 'id', '@default')`; the field when it has none. */
  attributeAt(block: string, member: string, attribute: string): SourceLocation;
  /** A compound constraint: `blockAttributeAt('User', '@@unique', ['a', 'b'])`, or the model. */
  blockAttributeAt(block: string, attribute: string, fields: readonly string[]): SourceLocation;
}

/** Indexes what stands in all files. The first of two blocks with one name is the one that counts. */
export function createSourceIndex(outlines: readonly SchemaOutline[]): SourceIndex {
  const found = new Map<string, { block: BlockDeclaration; outline: SchemaOutline }>();
  for (const outline of outlines) {
    for (const block of outline.blocks) {
      const configuration = block.kind === 'generator' || block.kind === 'datasource';
      if (!configuration && !found.has(block.name)) found.set(block.name, { block, outline });
    }
  }
  const locate = (name: string, span: Span | undefined): SourceLocation => {
    const entry = found.get(name);
    if (entry === undefined) return startOf(outlines);
    return entry.outline.text.locate(span ?? entry.block.nameSpan);
  };
  const member = (block: string, name: string) =>
    found.get(block)?.block.members.find((candidate) => candidate.name === name);
  return {
    outlines,
    block: (name) => found.get(name)?.block,
    member,
    blockAt: (name) => locate(name, undefined),
    memberAt: (block, name) => locate(block, member(block, name)?.nameSpan),
    attributeAt(block, name, attribute) {
      const owner = member(block, name);
      const written = owner?.attributes.find((candidate) => candidate.name === attribute);
      return locate(block, written?.span ?? owner?.nameSpan);
    },
    blockAttributeAt(block, attribute, fields) {
      const written = found
        .get(block)
        ?.block.attributes.find(
          (candidate) =>
            candidate.name === attribute && fieldsOf(candidate.arguments).join() === fields.join(),
        );
      return locate(block, written?.span);
    },
  };
}

/** The names in the first list of an attribute's arguments: `a` and `b` of `[a(sort: Desc), b]`. */
function fieldsOf(attributeArguments: string): readonly string[] {
  const list = /\[([^\]]*)\]/.exec(attributeArguments)?.[1] ?? '';
  return list
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((name) => name.trim());
}

/** Where a mistake is reported that has no place of its own. */
export function startOf(outlines: readonly SchemaOutline[]): SourceLocation {
  const first = outlines[0];
  return first === undefined
    ? { file: 'schema.prisma', line: 1, column: 1, length: 1 }
    : first.text.locate({ start: 0, end: 1 });
}
