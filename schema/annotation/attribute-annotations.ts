import { error, type Report } from '../diagnostics/report.js';
import type { SchemaOutline } from '../source/schema-outline.js';
import type { Span } from '../source/source-text.js';

const OURS = /^@@?shard(?![\w-])/;

/** An annotation that is written without its `///`. */
export interface AttributeAnnotation {
  readonly span: Span;
  /** The block that it stands in. */
  readonly block: string | undefined;
}

/** Finds annotations that are written as attributes, which Prisma refuses. */
export function findAttributeAnnotations(outline: SchemaOutline): readonly AttributeAnnotation[] {
  const { content } = outline.text;
  const found: AttributeAnnotation[] = [];
  for (const block of outline.blocks) {
    const attributes = [block, ...block.members].flatMap((owner) => owner.attributes);
    for (const attribute of attributes) {
      if (OURS.test(attribute.name)) found.push({ span: attribute.span, block: block.name });
    }
  }
  for (const span of [...outline.stray, ...outline.strayMembers]) {
    if (!OURS.test(content.slice(span.start, span.end))) continue;
    const inside = outline.blocks.find(
      (block) => block.span.start < span.start && span.start < block.span.end,
    );
    const below = outline.blocks.find((block) => block.span.start > span.start);
    found.push({ span, block: (inside ?? below)?.name });
  }
  return found;
}

/** Reports them; answers which blocks they are about. */
export function reportAttributes(outline: SchemaOutline, report: Report): readonly string[] {
  return findAttributeAnnotations(outline).flatMap(({ span, block }) => {
    const written = outline.text.content.slice(span.start, span.end).trimEnd();
    const level = written.startsWith('@@') ? 'above the model' : 'at the field';
    report(
      error('SG1116', {
        at: outline.text.locate(span),
        message: 'Prisma knows no attribute of this name: annotations of shardgen are comments.',
        fix: `Write \`/// ${written}\` ${level}.`,
        label: 'this is read only in a /// comment',
      }),
    );
    return block === undefined ? [] : [block];
  });
}

/** The text with these annotations blanked out, so that Prisma can look at all the rest. */
export function withoutAttributeAnnotations(outline: SchemaOutline): string {
  let { content } = outline.text;
  for (const { span } of findAttributeAnnotations(outline)) {
    content =
      content.slice(0, span.start) + ' '.repeat(span.end - span.start) + content.slice(span.end);
  }
  return content;
}
