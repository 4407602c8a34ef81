import ts from 'typescript-5.9';
import { expect, test } from 'vitest';
import { readErrorCodes } from '../../scripts/error-codes.js';
import { SOURCES } from './sources.js';

const CODE = /SG\d{4}/g;
const codes = await readErrorCodes();
const declared = codes.map(({ code }) => code);

/** Codes in the string literals of the sources: what can be shown to a user. */
function usedCodes(): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      for (const [code] of node.text.matchAll(CODE)) used.add(code);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of SOURCES) visit(file.tree);
  return used;
}

test('the tables of codes are found', () => {
  expect(declared.length).toBeGreaterThan(100);
  expect(declared.filter((code) => !/^SG[1-79]\d{3}$/.test(code))).toEqual([]);
});

test('no code is declared twice', () => {
  expect(declared.filter((code, index) => declared.indexOf(code) !== index)).toEqual([]);
});

test('every code that can be shown is declared, and every declared code can be shown', () => {
  expect([...usedCodes()].sort()).toEqual([...declared].sort());
});

test('a code that a comment speaks of is declared', () => {
  const spoken = SOURCES.flatMap((file) => [...file.text.matchAll(CODE)].map(([code]) => code));
  expect([...new Set(spoken)].filter((code) => !declared.includes(code))).toEqual([]);
});

test('each family lives in its plane', () => {
  const planeOf = (code: string) =>
    code.startsWith('SG1') ? 'schema' : code.startsWith('SG2') ? 'generator' : 'runtime';
  const strangers = codes.filter(({ code, file }) => !file.startsWith(`${planeOf(code)}/`));
  expect(strangers).toEqual([]);
});

test('descriptions are different, and one line each', () => {
  const texts = codes.map(({ description }) => description);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  expect(texts.filter((text) => text.includes('\n') || text.length < 10)).toEqual([]);
});
