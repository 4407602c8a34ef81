import type { SourceLocation } from '../model/source-location.js';
import type { SchemaFile } from '../source/schema-file.js';
import { createSourceText } from '../source/source-text.js';
import { withoutByteOrderMark } from '../source/without-byte-order-mark.js';
import { type Insertion, inOrder, insertInto } from './insertions.js';

/** Turns places of a file with insertions into places of the file as it is. */
export type PlaceBefore = (location: SourceLocation) => SourceLocation;

export function createPlaceBefore(file: SchemaFile, insertions: readonly Insertion[]): PlaceBefore {
  const text = createSourceText(file.path, withoutByteOrderMark(file.content));
  const changed = withoutByteOrderMark(insertInto(file, insertions).content);
  const lines = [0, ...[...changed.matchAll(/\r\n|\n|\r/g)].map((m) => m.index + m[0].length)];
  const ordered = inOrder(insertions);
  return (location) => {
    const from = lines[location.line - 1] ?? 0;
    const line = changed.slice(from, lines[location.line] ?? changed.length);
    const offset = from + [...line].slice(0, location.column - 1).join('').length;
    let inserted = 0;
    for (const { at, text: added, home } of ordered) {
      if (offset < at + inserted) break;
      if (offset < at + inserted + added.length) return home;
      inserted += added.length;
    }
    const start = offset - inserted;
    return { ...text.locate({ start, end: start }), length: location.length };
  };
}
