import type { SourceLocation } from '../model/source-location.js';
import { newlineLength } from '../source/lexemes.js';
import type { SchemaFile } from '../source/schema-file.js';
import type { BlockDeclaration, SchemaOutline } from '../source/schema-outline.js';
import { withoutByteOrderMark } from '../source/without-byte-order-mark.js';

/** Text to put into a file, at an offset of the file without its byte order mark. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** What it is about, for findings inside of it. */
  readonly home: SourceLocation;
}

/** A line directly above a block, below the comments that it has, in the form of its file. */
export function lineAbove(
  outline: SchemaOutline,
  block: BlockDeclaration,
  line: string,
): Insertion {
  const home = outline.text.locate(block.nameSpan);
  const { content } = outline.text;
  const { start } = block.span;
  const lineStart =
    Math.max(content.lastIndexOf('\n', start - 1), content.lastIndexOf('\r', start - 1)) + 1;
  const before = content.slice(lineStart, start);
  const newline = newlineOf(content, start);
  // Something else may stand in front of the block, on its own line.
  return before.trim() === ''
    ? { at: lineStart, text: `${before}${line}${newline}`, home }
    : { at: start, text: `${newline}${line}${newline}`, home };
}

/** Fields at the end of a block. */
export function lastLines(
  outline: SchemaOutline,
  block: BlockDeclaration,
  lines: readonly string[],
): Insertion {
  const newline = newlineOf(outline.text.content, block.span.start);
  const text = `${newline}${lines.join(newline)}${newline}`;
  return { at: block.span.end - 1, text, home: outline.text.locate(block.nameSpan) };
}

/** The newline that ends the line at `at`, or the first of the file. */
function newlineOf(content: string, at: number): string {
  for (const from of [at, 0]) {
    for (let end = from; end < content.length; end += 1) {
      const length = newlineLength(content, end);
      if (length > 0) return content.slice(end, end + length);
    }
  }
  return '\n';
}

/** Puts texts into a file; all else stays as it is, the byte order mark included. */
export function insertInto(file: SchemaFile, insertions: readonly Insertion[]): SchemaFile {
  if (insertions.length === 0) return file;
  const body = withoutByteOrderMark(file.content);
  const mark = file.content.slice(0, file.content.length - body.length);
  let content = '';
  let done = 0;
  for (const { at, text } of inOrder(insertions)) {
    content += body.slice(done, at) + text;
    done = at;
  }
  return { path: file.path, content: mark + content + body.slice(done) };
}

export function inOrder(insertions: readonly Insertion[]): readonly Insertion[] {
  return insertions.toSorted((a, b) => a.at - b.at);
}
