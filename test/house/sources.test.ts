import ts from 'typescript-5.9';
import { expect, test } from 'vitest';
import { SOURCES, type SourceFile } from './sources.js';

/** Files that may be longer, with the reason. None has one. */
const LONGER: readonly string[] = [];
const LINES = 250;

const place = (file: SourceFile, node: ts.Node) =>
  `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`;

/** Where `isWrong` holds. */
function places(isWrong: (node: ts.Node, file: SourceFile) => boolean): readonly string[] {
  return SOURCES.flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (isWrong(node, file)) found.push(place(file, node));
      ts.forEachChild(node, visit);
    };
    visit(file.tree);
    return found;
  });
}

const linesMatching = (pattern: RegExp) =>
  SOURCES.flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}`] : [])),
  );

test(`no file has more than ${LINES} lines`, () => {
  const long = SOURCES.filter((file) => file.text.split('\n').length - 1 > LINES);
  expect(long.map((file) => file.path)).toEqual(LONGER);
});

test('file names are in kebab case', () => {
  const names = SOURCES.map((file) => file.path.split('/').at(-1) ?? '');
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
});

test('nothing is any', () => {
  expect(places((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
});

test('nothing is said to be non-null', () => {
  expect(places(ts.isNonNullExpression)).toEqual([]);
});

test('no comment silences the compiler', () => {
  expect(linesMatching(/@ts-(ignore|expect-error|nocheck)/)).toEqual([]);
});

test('nothing is left for later', () => {
  expect(linesMatching(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
});

test('no error is swallowed without a word', () => {
  const isSilent = (node: ts.Node, file: SourceFile) =>
    ts.isCatchClause(node) &&
    node.block.statements.length === 0 &&
    !/\/[/*]/.test(node.block.getText(file.tree));
  expect(places(isSilent)).toEqual([]);
});

test('built-in modules are imported by their node: name', () => {
  const builtIns = /^(fs|path|os|url|crypto|child_process|util|events|stream|net|module)(\/|$)/;
  const wrong = SOURCES.filter((file) => file.imports.some(({ target }) => builtIns.test(target)));
  expect(wrong.map((file) => file.path)).toEqual([]);
});

test('no source names a folder of the machine it was written on', () => {
  expect(linesMatching(/\/(work|home\/\w+|root)\/\w/)).toEqual([]);
});
