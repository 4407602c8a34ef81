import { error, type Report, warning } from '../diagnostics/report.js';
import type { Comment, DanglingComment, SchemaOutline } from '../source/schema-outline.js';
import type { SourceText } from '../source/source-text.js';
import { findAnnotations } from './find-annotations.js';

/** Reports annotations in comments that no tool reads. */
export function reportUnread(text: SourceText, comments: readonly Comment[], report: Report): void {
  for (const comment of comments) {
    if (comment.kind === 'doc') continue;
    for (const head of findAnnotations(comment.text).filter(({ opensLine }) => opensLine)) {
      const written = comment.text.slice(head.start, head.end);
      report(
        warning('SG1115', {
          at: text.locate({
            start: comment.textStart + head.start,
            end: comment.textStart + head.end,
          }),
          message: `\`${written}\` is not read, since it stands in a ${comment.kind === 'line' ? '//' : '/* */'} comment.`,
          fix: `Write it in a /// comment, or remove it.`,
        }),
      );
    }
  }
}

/** Reports annotations in comments that document nothing; answers whose annotations they may be. */
export function reportDangling(outline: SchemaOutline, report: Report): readonly string[] {
  const owners: string[] = [];
  const { text } = outline;
  reportUnread(
    text,
    outline.dangling.map(({ comment }) => comment),
    report,
  );
  for (const { comment, reason } of outline.dangling) {
    if (comment.kind !== 'doc') continue;
    for (const head of findAnnotations(comment.text)) {
      const start = comment.textStart + head.start;
      const owner = ownerNear(outline, start);
      if (owner !== undefined) owners.push(owner);
      report(
        error('SG1114', {
          at: text.locate({ start, end: comment.textStart + head.end }),
          message: `\`${comment.text.slice(head.start, head.end)}\` belongs to no model or field: ${WHY[reason]}`,
          fix:
            head.level === 'model'
              ? `Move it to the line directly above \`model ${owner ?? '...'}\`.`
              : 'Move it to the line of the field, or directly above it.',
        }),
      );
    }
  }
  return owners;
}

function ownerNear(outline: SchemaOutline, offset: number): string | undefined {
  const models = outline.blocks.filter(({ kind }) => kind === 'model');
  const inside = models.findLast((block) => block.span.start < offset && offset < block.span.end);
  const below = models.find((block) => block.span.start > offset);
  return (inside ?? below ?? models.at(-1))?.name;
}

const WHY: Readonly<Record<DanglingComment['reason'], string>> = {
  'blank line below': 'an empty line parts its comment from what follows.',
  'end of block': 'no field follows its comment.',
  'end of file': 'nothing follows its comment.',
  'after opening brace': 'Prisma drops comments behind an opening brace.',
  'after block attribute': 'Prisma drops comments behind a block attribute.',
  'replaced by a later comment': 'another comment stands between it and what follows.',
  'inside a configuration block': 'it stands inside a generator or datasource.',
  'not above a declaration': 'no declaration follows its comment.',
};
