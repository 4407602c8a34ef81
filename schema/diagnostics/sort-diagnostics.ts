import type { Diagnostic } from './diagnostic.js';

/** Sorted by file, line, column and code; what is said twice is said once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const distinct = diagnostics.filter((diagnostic) => {
    const identity = JSON.stringify(diagnostic);
    return seen.has(identity) ? false : seen.add(identity) !== undefined;
  });
  return Object.freeze(distinct.sort(compare));
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
