import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
// Loads the runtime, so that all of its fail points are declared.
import '../../runtime/index.js';
import { declaredFailPoints } from '../../runtime/fail-points/fail-point.js';
import { readErrorCodes } from '../../scripts/error-codes.js';
import { ROOT, SOURCES } from './sources.js';

/** A block of code in a document, and the file that it says it is from. */
interface Block {
  readonly document: string;
  /** Line of its first line of code. */
  readonly line: number;
  readonly language: string;
  readonly source: string | undefined;
  readonly text: string;
}

const BLOCK = /^(?:<!-- (?<source>\S+) -->\n)?```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm;

function blocksOf(document: string, markdown: string): readonly Block[] {
  return [...markdown.matchAll(BLOCK)].map(({ index, groups }) => ({
    document,
    line: markdown.slice(0, index).split('\n').length + (groups?.['source'] === undefined ? 1 : 2),
    language: groups?.['language'] ?? '',
    source: groups?.['source'],
    text: groups?.['text'] ?? '',
  }));
}

/** Without the indentation that all lines share. */
function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line !== '').map((line) => line.search(/\S|$/));
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}

/** Whether a block is a run of whole lines of a text, however deep they are indented there. */
function isPartOf(block: string, text: string): boolean {
  const wanted = block.trimEnd().split('\n');
  const lines = text.split('\n');
  return lines.some(
    (_, start) => dedent(lines.slice(start, start + wanted.length)) === wanted.join('\n'),
  );
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = readdirSync(join(ROOT, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const blocks = documents.flatMap((document) => blocksOf(document, read(document)));
const marked = blocks.filter((block) => block.source !== undefined);
const guide = read('docs/testing.md');

test('the blocks that come from files are found', () => {
  expect(marked.length).toBeGreaterThan(25);
});

test.each(marked)('$document:$line is the text of $source', ({ source = '', text }) => {
  expect(isPartOf(text, read(source))).toBe(true);
});

test('a block that differs in one letter would be noticed', () => {
  const source = 'function f() {\n  // Why.\n  return 1;\n}\n';
  expect(isPartOf('// Why.\nreturn 1;\n', source)).toBe(true);
  expect(isPartOf('// Why.\nreturn 2;\n', source)).toBe(false);
  expect(isPartOf('// Why.\n  return 1;\n', source)).toBe(false);
});

describe('docs/testing.md', () => {
  test('shows no program but those of the example', () => {
    const own = blocks.filter(
      ({ document, language, source }) =>
        document === 'docs/testing.md' && language !== 'sh' && source === undefined,
    );
    expect(own.map(({ line }) => line)).toEqual([]);
  });

  test('shows every acceptance case', () => {
    const folder = 'examples/tested-shop/test/acceptance';
    const cases = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.test.ts'));
    expect(cases.length).toBeGreaterThanOrEqual(12);
    const shown = new Set(marked.map(({ source }) => source));
    expect(cases.filter((name) => !shown.has(`${folder}/${name}`))).toEqual([]);
  });

  test('lists every fail point, as it is declared', () => {
    const rows = [...guide.matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \|$/gm)];
    const listed = rows.map(([, of, number, title]) => ({ of, number: Number(number), title }));
    expect(listed).toEqual(declaredFailPoints());
  });

  test('names every variable that the kit reads', () => {
    const kit = SOURCES.filter(({ path }) => path.startsWith('runtime/testing/'));
    const names = kit.flatMap(({ text }) => [...text.matchAll(/\bSHARDGEN_[A-Z_]+\b/g)]);
    const known = new Set(names.map(([name]) => name));
    expect(known.size).toBeGreaterThanOrEqual(5);
    expect([...known].filter((name) => !guide.includes(name))).toEqual([]);
  });
});

test('documents speak of no error code that does not exist', async () => {
  const known = new Set((await readErrorCodes()).map(({ code }) => code));
  const spoken = [...documents, 'README.md', 'schema/README.md'].flatMap((document) =>
    [...read(document).matchAll(/\bSG\d{4}\b/g)].map(([code]) => ({ document, code })),
  );
  expect(spoken.filter(({ code }) => !known.has(code))).toEqual([]);
});

test('links between documents lead somewhere', () => {
  const paths = [...documents, 'README.md', 'schema/README.md', 'examples/tested-shop/README.md'];
  const links = paths.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => ({
        document,
        target: join(document, '..', target),
      }),
    ),
  );
  const exists = (target: string) => existsSync(join(ROOT, target));
  expect(links.length).toBeGreaterThan(8);
  expect(links.filter(({ target }) => !exists(target))).toEqual([]);
});
