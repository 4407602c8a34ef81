import type { AttributeDeclaration } from './schema-outline.js';
import type { Span } from './source-text.js';

const ATTRIBUTE_NAME = /@@?[A-Za-z0-9][\w.-]*/y;

/** The attributes written in a stretch of code without comments. */
export function readAttributes(content: string, span: Span): AttributeDeclaration[] {
  const attributes: AttributeDeclaration[] = [];
  let at = span.start;
  while (at < span.end) {
    if (content[at] === '"') {
      at = skipString(content, at, span.end);
      continue;
    }
    ATTRIBUTE_NAME.lastIndex = at;
    const name = ATTRIBUTE_NAME.exec(content)?.[0];
    if (name === undefined) {
      at += 1;
      continue;
    }
    const open = at + name.length;
    const end = content[open] === '(' ? closingBracket(content, open, span.end) : open;
    attributes.push({
      name,
      span: { start: at, end },
      arguments: content.slice(open + 1, Math.max(open + 1, end - 1)),
    });
    at = end;
  }
  return attributes;
}

function closingBracket(content: string, open: number, end: number): number {
  let depth = 0;
  let at = open;
  while (at < end) {
    const character = content[at];
    if (character === '"') {
      at = skipString(content, at, end);
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return end;
}

function skipString(content: string, open: number, end: number): number {
  for (let at = open + 1; at < end; at += 1) {
    if (content[at] === '\\') at += 1;
    else if (content[at] === '"') return at + 1;
  }
  return end;
}
