import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { printProposal } from '../../generator/commands/init-report.js';
import { proposeSharding } from '../../schema/proposal/propose-sharding.js';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';

const folder = fileURLToPath(new URL('proposals/', import.meta.url));
const cases = readdirSync(folder).sort();
const update = process.env['UPDATE_GOLDEN'] === '1';

async function render(name: string): Promise<string> {
  const here = path.join(folder, name);
  const schema = existsSync(path.join(here, 'schema')) ? 'schema' : 'schema.prisma';
  const outcome = proposeSharding(await loadSchemaFiles(schema, here));
  if (outcome.kind !== 'proposed') return `${outcome.kind}\n`;
  const lines: string[] = [];
  const out = (line: string) => lines.push(line);
  printProposal({ colors: createColors(false), out, problem: out }, schema, outcome.proposal);
  const texts = outcome.annotated.map(({ path: file, content }) => `--- ${file}\n${content}`);
  return [...lines, ...texts].join('\n');
}

describe('the proposal for', () => {
  test.each(cases)('%s is the expected one', async (name) => {
    const expected = path.join(folder, name, 'expected.txt');
    const rendered = await render(name);
    if (update) writeFileSync(expected, rendered);
    expect(rendered).toBe(readFileSync(expected, 'utf8'));
  });
});
