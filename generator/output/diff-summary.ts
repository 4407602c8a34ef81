import { structuredPatch } from 'diff';
import type { FileChange } from './file-change.js';

/** One changed file for a person: how much changed, and where first. */
export interface ChangeSummary {
  readonly path: string;
  readonly kind: FileChange['kind'];
  readonly linesAdded: number;
  readonly linesRemoved: number;
  /** The first lines that differ, with their signs; empty for added and removed files. */
  readonly firstHunk: readonly string[];
}

const HUNK_LINES = 12;

export function summarizeChange(change: FileChange): ChangeSummary {
  const before = change.kind === 'added' ? '' : change.before.replaceAll('\r\n', '\n');
  const after = change.kind === 'removed' ? '' : change.after;
  const { hunks } = structuredPatch(change.path, change.path, before, after, '', '', {
    context: 1,
  });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const [first] = hunks;
  const hunk =
    change.kind !== 'changed' || first === undefined
      ? []
      : [`@@ line ${first.oldStart} @@`, ...first.lines.slice(0, HUNK_LINES)];
  return {
    path: change.path,
    kind: change.kind,
    linesAdded: lines.filter((line) => line.startsWith('+')).length,
    linesRemoved: lines.filter((line) => line.startsWith('-')).length,
    firstHunk: hunk,
  };
}
