import type { SourceFile } from './sources.js';

/** Groups of files that import each other in a ring, each group sorted: Tarjan's algorithm. */
export function findCycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const imports = new Map(
    files.map((file) => [file.path, new Set(file.imports.map(({ target }) => target))] as const),
  );
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const cycles: string[][] = [];

  const lower = (node: string, candidate: number) =>
    lowest.set(node, Math.min(lowest.get(node) ?? candidate, candidate));

  const visit = (node: string): void => {
    const own = index.size;
    index.set(node, own);
    lowest.set(node, own);
    path.push(node);
    for (const next of imports.get(node) ?? []) {
      if (!imports.has(next)) continue;
      if (!index.has(next)) {
        visit(next);
        lower(node, lowest.get(next) ?? own);
      } else if (path.includes(next)) {
        lower(node, index.get(next) ?? own);
      }
    }
    if (lowest.get(node) !== own) return;
    const group = path.splice(path.lastIndexOf(node));
    const isRing = group.length > 1 || (imports.get(node)?.has(node) ?? false);
    if (isRing) cycles.push(group.sort());
  };

  for (const file of files) if (!index.has(file.path)) visit(file.path);
  return cycles;
}
