import { error, type Report } from '../diagnostics/report.js';
import type { BlockDeclaration, Comment, SchemaOutline } from '../source/schema-outline.js';
import type { SourceText } from '../source/source-text.js';
import { spelled } from './annotation-names.js';
import { reportAttributes } from './attribute-annotations.js';
import { interpretAnnotation } from './interpret-annotation.js';
import { reportDangling, reportUnread } from './lost-annotations.js';
import { parseComments } from './parse-comments.js';
import type { FieldAnnotation, ModelAnnotation } from './spec/annotations.js';

/** An annotation of a field. */
export interface AnnotatedField {
  readonly field: string;
  readonly annotation: FieldAnnotation;
}

/** What all annotations of a schema say. */
export interface AnnotationReading {
  /** Model to its annotations, in the order of the file. */
  readonly annotations: ReadonlyMap<string, readonly ModelAnnotation[]>;
  /** Model to the annotations of its fields, in the order of the file. */
  readonly fieldAnnotations: ReadonlyMap<string, readonly AnnotatedField[]>;
  /** Models with an annotation that could not be understood: what they lack is not known. */
  readonly broken: ReadonlySet<string>;
  /** Model to its text without annotations. */
  readonly documentation: ReadonlyMap<string, string>;
}

/** Reads the annotations of all files; every mistake goes to `report`. */
export function readAnnotations(
  outlines: readonly SchemaOutline[],
  report: Report,
): AnnotationReading {
  const annotations = new Map<string, readonly ModelAnnotation[]>();
  const fieldAnnotations = new Map<string, readonly AnnotatedField[]>();
  const documentation = new Map<string, string>();
  const broken = new Set<string>();
  for (const outline of outlines) {
    for (const block of outline.blocks) {
      reportUnread(outline.text, commentsOf(block), report);
      if (block.kind === 'model') {
        const read = readModel(outline.text, block, report);
        if (!annotations.has(block.name)) annotations.set(block.name, read.annotations);
        if (!fieldAnnotations.has(block.name)) fieldAnnotations.set(block.name, read.fields);
        if (!documentation.has(block.name)) documentation.set(block.name, read.documentation);
        if (read.broken) broken.add(block.name);
      } else if (block.kind === 'enum' || block.kind === 'type') {
        reportUnshardable(outline.text, block, report);
      }
    }
    for (const owner of reportAttributes(outline, report)) broken.add(owner);
    for (const owner of reportDangling(outline, report)) broken.add(owner);
  }
  return { annotations, fieldAnnotations, broken, documentation };
}

function readModel(text: SourceText, block: BlockDeclaration, report: Report) {
  const parsed = parseComments(text, block.comments, report);
  const understood: ModelAnnotation[] = [];
  const fields: AnnotatedField[] = [];
  let broken = parsed.broken;
  for (const node of parsed.annotations) {
    const annotation = interpretAnnotation(node, 'model', report);
    if (annotation === undefined) broken = true;
    else understood.push(annotation);
  }
  for (const member of block.members) {
    const parsedField = parseComments(text, member.comments, report);
    if (parsedField.broken) broken = true;
    for (const node of parsedField.annotations) {
      const annotation = interpretAnnotation(node, 'field', report);
      if (annotation === undefined) broken = true;
      else fields.push({ field: member.name, annotation });
    }
  }
  return { annotations: understood, fields, broken, documentation: parsed.documentation };
}

function commentsOf(block: BlockDeclaration): readonly Comment[] {
  return [block, ...block.members].flatMap((owner) => owner.comments);
}

function reportUnshardable(text: SourceText, block: BlockDeclaration, report: Report): void {
  for (const owner of [block, ...block.members]) {
    for (const node of parseComments(text, owner.comments, report).annotations) {
      const what = owner === block ? `the ${block.kind}` : `a value of the ${block.kind}`;
      report(
        error('SG1117', {
          at: node.at,
          message: `\`${spelled(node.level, node.name)}\` stands at ${what} ${block.name}, which has no rows.`,
          fix: 'Move it above the model that it is about.',
        }),
      );
    }
  }
}
