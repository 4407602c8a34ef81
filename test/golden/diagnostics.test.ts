import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../schema/analyze-schema.js';
import { SCHEMA_CODES } from '../../schema/diagnostics/codes.js';
import { formatDiagnostics } from '../../schema/diagnostics/format-diagnostic.js';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';

const folder = fileURLToPath(new URL('diagnostics/', import.meta.url));
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const update = process.env['UPDATE_GOLDEN'] === '1';

async function render(name: string): Promise<string> {
  const here = path.join(folder, name);
  const schema = existsSync(path.join(here, 'schema')) ? 'schema' : 'schema.prisma';
  const files = await loadSchemaFiles(schema, here);
  const shards = path.join(here, 'shards.json');
  // Written by us, next to this file: the shards of the config.
  const context = existsSync(shards) ? { shards: JSON.parse(readFileSync(shards, 'utf8')) } : {};
  return formatDiagnostics(analyzeSchema(files, context).diagnostics, files);
}

/** Of modules beside a schema; test/integration/cli/custom.test.ts has them. */
const ABOUT_MODULES = ['SG1235', 'SG1236'];

describe('the diagnostics of', () => {
  test('at least 60 schemas are checked', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  test.each(cases)('%s are the expected ones', async (name) => {
    const expected = path.join(folder, name, 'expected.txt');
    const rendered = await render(name);
    if (update) writeFileSync(expected, rendered);
    expect(rendered).toBe(readFileSync(expected, 'utf8'));
  });

  test('each code of a schema diagnostic appears in an expected file', () => {
    const all = cases.map((name) => readFileSync(path.join(folder, name, 'expected.txt'), 'utf8'));
    const shown = new Set(all.flatMap((text) => text.match(/(?<=\[)SG1\d{3}(?=\]:)/g) ?? []));
    expect([...shown, ...ABOUT_MODULES].sort()).toEqual(Object.keys(SCHEMA_CODES).sort());
  });
});
