import { CommentOwner } from './comment-owner.js';
import { lineEnd, newlineLength, readComment, skipBlanks } from './lexemes.js';
import { scanBlock } from './scan-block.js';
import type {
  BlockDeclaration,
  BlockKind,
  DanglingComment,
  SchemaOutline,
} from './schema-outline.js';
import type { SourceText, Span } from './source-text.js';

const BLOCK_HEAD =
  /(model|view|type|enum|generator|datasource)[\p{Zs}\t]*([\p{L}0-9][\p{L}\w-]*)[\p{Zs}\t]*\{/uy;

/**
 * Says what stands where in a schema file, since Prisma's own output has no positions.
 * It follows Prisma's parser in which comment belongs to which declaration, and never throws:
 * what it does not understand is Prisma's to report.
 */
export function scanSchema(text: SourceText): SchemaOutline {
  const { content } = text;
  const blocks: BlockDeclaration[] = [];
  const dangling: DanglingComment[] = [];
  const stray: Span[] = [];
  const strayMembers: Span[] = [];
  const comments = new CommentOwner(dangling);
  let at = 0;
  while (at < content.length) {
    at = skipBlanks(content, at);
    const comment = readComment(content, at);
    if (comment !== undefined) {
      comments.add(comment);
      at = comment.span.end;
      at += newlineLength(content, at);
      continue;
    }
    const newline = newlineLength(content, at);
    if (newline > 0) {
      comments.drop('blank line below');
      at += newline;
      continue;
    }
    if (at >= content.length) break;
    const head = readHead(content, at);
    if (head === undefined) {
      comments.drop('not above a declaration');
      const end = lineEnd(content, at);
      stray.push({ start: at, end });
      at = end + newlineLength(content, end);
      continue;
    }
    const body = scanBlock(content, head.bodyStart, head.kind);
    // Prisma leaves what stands above a generator or datasource waiting for the next model.
    const configuration = head.kind === 'generator' || head.kind === 'datasource';
    comments.keep();
    if (head.trailing !== undefined) comments.leave([head.trailing], 'after opening brace');
    blocks.push({
      kind: head.kind,
      name: head.name,
      nameSpan: head.nameSpan,
      span: { start: at, end: body.end },
      comments: configuration ? [] : comments.take(),
      members: body.members,
      attributes: body.attributes,
    });
    dangling.push(...body.dangling);
    strayMembers.push(...body.stray);
    at = body.end;
  }
  comments.drop('end of file');
  comments.close('end of file');
  return { text, blocks, dangling, stray, strayMembers };
}

function readHead(content: string, at: number) {
  BLOCK_HEAD.lastIndex = at;
  const match = BLOCK_HEAD.exec(content);
  const name = match?.[2];
  if (match === null || name === undefined) return undefined;
  const open = at + match[0].length;
  const nameStart = at + match[0].lastIndexOf(name);
  const end = lineEnd(content, open);
  return {
    // The pattern admits these words only.
    kind: match[1] as BlockKind,
    name,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    trailing: readComment(content, skipBlanks(content, open)),
    bodyStart: end + newlineLength(content, end),
  };
}
