import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-5.9';

/** An import, export-from, `import()` or `typeof import()` of a source file. */
export interface SourceImport {
  /** A path from the repository's root for a relative import, else the specifier as written. */
  readonly target: string;
  readonly typeOnly: boolean;
  /** `import()`: happens later, or never. */
  readonly lazy: boolean;
}

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly SourceImport[];
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The rooms of the house that hold code. */
export const PLANES = ['schema', 'generator', 'runtime'] as const;

const isTypeOnlyImport = (clause: ts.ImportClause | undefined): boolean =>
  clause !== undefined &&
  (clause.isTypeOnly ||
    (clause.name === undefined &&
      clause.namedBindings !== undefined &&
      ts.isNamedImports(clause.namedBindings) &&
      clause.namedBindings.elements.every((element) => element.isTypeOnly)));

const isTypeOnlyExport = (node: ts.ExportDeclaration): boolean =>
  node.isTypeOnly ||
  (node.exportClause !== undefined &&
    ts.isNamedExports(node.exportClause) &&
    node.exportClause.elements.every((element) => element.isTypeOnly));

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

interface RawImport extends Omit<SourceImport, 'target'> {
  readonly specifier: string;
}

function importOf(node: ts.Node): RawImport | undefined {
  const found = (specifier: string | undefined, typeOnly: boolean, lazy = false) =>
    specifier === undefined ? undefined : { specifier, typeOnly, lazy };
  if (ts.isImportDeclaration(node)) {
    return found(textOf(node.moduleSpecifier), isTypeOnlyImport(node.importClause));
  }
  if (ts.isExportDeclaration(node)) {
    return found(textOf(node.moduleSpecifier), isTypeOnlyExport(node));
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return found(textOf(node.argument.literal), true);
  }
  if (ts.isCallExpression(node)) {
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    if (isImport || isRequire) return found(textOf(node.arguments[0]), false, true);
  }
  return undefined;
}

function importsOf(path: string, tree: ts.SourceFile): readonly SourceImport[] {
  const imports: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) {
      const { specifier, typeOnly, lazy } = found;
      const target = specifier.startsWith('.')
        ? normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts')
        : specifier;
      imports.push({ target, typeOnly, lazy });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, text, tree, imports: importsOf(path, tree) };
}

/** All TypeScript files below a folder of the repository, sorted by path. */
export function sourcesIn(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => join(folder, path))
    .sort()
    .map(read);
}

/** The sources of the package. */
export const SOURCES: readonly SourceFile[] = PLANES.flatMap(sourcesIn);

/** `file -> imported file`, as messages show it. */
export const arrow = (file: SourceFile, one: SourceImport) => `${file.path} -> ${one.target}`;
