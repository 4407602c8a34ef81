import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import schemaWasm from '@prisma/prisma-schema-wasm';
import { describe, expect, test } from 'vitest';
import { SCHEMA_CODES } from '../../schema/diagnostics/codes.js';
import { readErrorCodes } from '../../scripts/error-codes.js';
import { readErrorEntries } from '../../scripts/error-entries.js';
import { EXAMPLES } from '../../scripts/error-examples.js';
import { errorReference } from '../../scripts/error-reference.js';
import { ROOT } from './sources.js';

const entries = await readErrorEntries();
const codes = await readErrorCodes();
const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');

const CODES = Object.keys(SCHEMA_CODES);
const entryOf = (code: string) => entries.find((entry) => entry.code === code);
const codesOf = (diagnostics: readonly { readonly code: string }[] | undefined) =>
  diagnostics?.map(({ code }) => code);

test('each schema code has a folder in docs/errors, and no other thing stands there', () => {
  expect(readdirSync(EXAMPLES).sort()).toEqual([...CODES].sort());
});

test('each folder holds a bad and a good example, and nothing else', () => {
  const held = CODES.map((code) => [code, readdirSync(join(EXAMPLES, code)).sort()] as const);
  const right = ['bad.prisma,good.prisma', 'bad,good'];
  expect(held.filter(([, names]) => !right.includes(names.join()))).toEqual([]);
});

/** As `prisma format` writes it. */
function formatted(text: string): string {
  const textDocument = { uri: 'file:/schema.prisma' };
  const params = { textDocument, options: { tabSize: 2, insertSpaces: true } };
  const files = JSON.stringify([['schema.prisma', text]]);
  return JSON.parse(schemaWasm.format(files, JSON.stringify(params)))[0][1];
}

test.each(entries)('the examples of $code are formatted', ({ bad, good }) => {
  expect(bad.schema.text).toBe(formatted(bad.schema.text));
  expect(good.schema.text).toBe(formatted(good.schema.text));
});

describe.each(CODES)('%s', (code) => {
  test('is what the bad example gives, and all that it gives', () => {
    expect(codesOf(entryOf(code)?.badSays)).toEqual([code]);
  });

  test('is not in the good example, and nothing else is', () => {
    expect(entryOf(code)?.goodSays).toEqual([]);
  });

  test('has an anchor, and a link to it', () => {
    expect(page.split(`\n### ${code}\n`)).toHaveLength(2);
    expect(page).toContain(`[${code}](#${code.toLowerCase()})`);
  });
});

test('docs/errors.md is what `npm run docs:errors` writes', () => {
  expect(page).toBe(errorReference(codes, entries));
});
