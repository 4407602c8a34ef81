import { quoted } from './names.js';

/** A named import; `typeOnly` names come from modules of which nothing runs. */
export interface Import {
  readonly module: string;
  readonly typeOnly: boolean;
  readonly names: readonly string[];
}

/** An import, ready to print: a single name stays on one line, several stand one per line. */
export interface PrintedImport extends Import {
  /** The whole statement; empty when it takes several lines. */
  readonly line: string;
  /** The module as a string literal: the path of a person's module may hold a quote. */
  readonly from: string;
}

/** Package imports first, then relative ones; names and modules sorted. */
export function sortedImports(imports: readonly Import[]): readonly PrintedImport[] {
  const rank = (module: string) => (module.startsWith('.') ? 1 : 0);
  const bare = (name: string) => name.replace(/^type /, '');
  return imports
    .filter((entry) => entry.names.length > 0)
    .map((entry) => ({
      ...entry,
      names: [...new Set(entry.names)].sort((a, b) => compare(bare(a), bare(b))),
    }))
    .sort((a, b) => rank(a.module) - rank(b.module) || compare(a.module, b.module))
    .map((entry) => ({
      ...entry,
      line: entry.names.length === 1 ? oneLine(entry) : '',
      from: quoted(entry.module),
    }));
}

const oneLine = ({ module, names, typeOnly }: Import) =>
  `import ${typeOnly ? 'type ' : ''}{ ${names.join(', ')} } from ${quoted(module)};`;

/** Code-unit order: the same on every machine, whatever its locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
