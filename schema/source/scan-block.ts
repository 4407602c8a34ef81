import { CommentOwner } from './comment-owner.js';
import { codeEnd, lineEnd, newlineLength, readComment, readName, skipBlanks } from './lexemes.js';
import { readAttributes } from './read-attributes.js';
import type {
  AttributeDeclaration,
  BlockKind,
  Comment,
  DanglingComment,
  MemberDeclaration,
} from './schema-outline.js';
import type { Span } from './source-text.js';

/** What stands between the braces of a block. */
export interface BlockBody {
  readonly members: readonly MemberDeclaration[];
  readonly attributes: readonly AttributeDeclaration[];
  readonly dangling: readonly DanglingComment[];
  readonly stray: readonly Span[];
  /** Behind the closing brace, or the end of the text when there is none. */
  readonly end: number;
}

/** Reads a block from behind the line that opens it. Prisma allows one declaration per line. */
export function scanBlock(content: string, from: number, kind: BlockKind): BlockBody {
  const members: MemberDeclaration[] = [];
  const attributes: AttributeDeclaration[] = [];
  const dangling: DanglingComment[] = [];
  const stray: Span[] = [];
  const configuration = kind === 'generator' || kind === 'datasource';
  const comments = new CommentOwner(dangling);
  let at = from;
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
    comments.keep();
    if (newline > 0) {
      at += newline;
      continue;
    }
    if (at >= content.length) break;
    if (content[at] === '}') {
      at += 1;
      break;
    }
    if (opensBlock(content, at)) {
      // The brace above is missing; what stands here is the next block's, its comments included.
      at = comments.take()[0]?.span.start ?? at;
      break;
    }
    const line = readLine(content, at);
    if (content.startsWith('@@', at)) {
      attributes.push(...readAttributes(content, line.span));
      comments.leave(line.trailing, 'after block attribute');
    } else if (line.name === '') {
      stray.push(line.span);
      comments.leave(line.trailing, 'not above a declaration');
    } else {
      members.push(memberOf(content, line, configuration ? [] : comments.take()));
      if (configuration) comments.leave(line.trailing, 'inside a configuration block');
    }
    at = line.end;
  }
  comments.close(configuration ? 'inside a configuration block' : 'end of block');
  return { members, attributes, dangling, stray, end: at };
}

const BLOCK_HEAD =
  /(?:model|view|type|enum|generator|datasource)[\p{Zs}\t]+[\p{L}0-9][\p{L}\w-]*[\p{Zs}\t]*\{/uy;

function opensBlock(content: string, at: number): boolean {
  BLOCK_HEAD.lastIndex = at;
  return BLOCK_HEAD.test(content);
}

interface Line {
  readonly name: string;
  readonly span: Span;
  readonly trailing: readonly Comment[];
  readonly end: number;
}

function readLine(content: string, at: number): Line {
  const stop = codeEnd(content, at);
  const span = { start: at, end: at + content.slice(at, stop).trimEnd().length };
  const comment = readComment(content, stop);
  const end = lineEnd(content, comment?.span.end ?? stop);
  return {
    name: readName(content, at),
    span,
    trailing: comment === undefined ? [] : [comment],
    end: end + newlineLength(content, end),
  };
}

const TYPE = /^[\p{Zs}\t]*(Unsupported\("[^"]*"\)[[\]?]*|[^@\s"=]+)/u;

function memberOf(content: string, line: Line, above: readonly Comment[]): MemberDeclaration {
  const { start, end } = line.span;
  const nameEnd = start + line.name.length;
  const type = TYPE.exec(content.slice(nameEnd, end))?.[1];
  return {
    name: line.name,
    nameSpan: { start, end: nameEnd },
    type,
    span: line.span,
    attributes: readAttributes(content, { start: nameEnd, end }),
    comments: [...above, ...line.trailing],
  };
}
