import type { SourceLocation } from '../model/source-location.js';
import { countCodePoints } from './code-points.js';

/** A half-open range of UTF-16 offsets in one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One file's text, able to say at which line and column (in code points, from 1) an offset is. */
export interface SourceText {
  readonly path: string;
  readonly content: string;
  /** The place of a span; a span of several lines is cut at the end of its first line. */
  locate(span: Span): SourceLocation;
}

class LineIndexedText implements SourceText {
  readonly #lineStarts: readonly number[];

  constructor(
    readonly path: string,
    readonly content: string,
  ) {
    this.#lineStarts = [
      0,
      ...[...content.matchAll(/\r\n|\n|\r/g)].map((m) => m.index + m[0].length),
    ];
  }

  locate(span: Span): SourceLocation {
    const start = Math.max(0, Math.min(span.start, this.content.length));
    const line = this.#lineOf(start);
    const lineStart = this.#lineStarts[line] ?? 0;
    const lineEnd = this.#lineEnd(line);
    const end = Math.max(start, Math.min(span.end, lineEnd));
    return {
      file: this.path,
      line: line + 1,
      column: countCodePoints(this.content.slice(lineStart, start)) + 1,
      length: Math.max(1, countCodePoints(this.content.slice(start, end))),
    };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #lineEnd(line: number): number {
    const next = this.#lineStarts[line + 1];
    if (next === undefined) return this.content.length;
    return this.content.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  }
}

/** Prepares a text for lookups; the cost is one pass over it. */
export function createSourceText(path: string, content: string): SourceText {
  return new LineIndexedText(path, content);
}
