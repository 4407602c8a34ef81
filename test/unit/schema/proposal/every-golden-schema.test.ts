import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import schemaWasm from '@prisma/prisma-schema-wasm';
import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../../../schema/analyze-schema.js';
import { proposeSharding } from '../../../../schema/proposal/propose-sharding.js';
import { loadSchemaFiles } from '../../../../schema/source/load-schema-files.js';
import type { SchemaFile } from '../../../../schema/source/schema-file.js';
import { largeSchema } from '../support/large-schema.js';
import { file } from '../support/shop-schema.js';

const golden = fileURLToPath(new URL('../../../golden/', import.meta.url));

interface Case {
  readonly name: string;
  readonly files: readonly SchemaFile[];
}

async function casesOf(kind: string): Promise<readonly Case[]> {
  const folder = path.join(golden, kind);
  const entries = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  return Promise.all(
    entries.map(async ({ name }) => {
      const here = path.join(folder, name);
      const schema = existsSync(path.join(here, 'schema')) ? 'schema' : 'schema.prisma';
      return { name: `${kind}/${name}`, files: await loadSchemaFiles(schema, here) };
    }),
  );
}

const WRITTEN = /^[\p{Zs}\t]*\/\/\/ @@shard\.(?:\w+\(.*\)|reference)\r?\n?$/u;

/** The files as they were, when the lines that were added are taken out again. */
function withoutNewLines(before: string, after: string): string {
  const old = before.split(/(?<=\n)/);
  const kept: string[] = [];
  for (const line of after.split(/(?<=\n)/)) {
    if (line === old[kept.length] || !WRITTEN.test(line)) kept.push(line);
  }
  return kept.join('');
}

/** Without annotations, so that there is something to propose. */
const bare = ({ name, files }: Case): Case => ({
  name: `${name}, bare`,
  files: files.map(({ path: at, content }) => ({
    path: at,
    content: content.replace(/^[ \t]*\/\/\/ @@shard\.[^\n]*\n/gm, ''),
  })),
});

const given = (await Promise.all(['diagnostics', 'generate', 'proposals'].map(casesOf))).flat();
const cases = [
  ...given,
  ...given.map(bare),
  { name: '120 models', files: [file(largeSchema(120))] },
];

const codes = (all: readonly { code: string; message: string }[]) =>
  all.map(({ code, message }) => `${code} ${message}`).sort();

describe('a proposal', () => {
  const proposed = cases.flatMap(({ name, files }) => {
    const outcome = proposeSharding(files);
    return outcome.kind === 'proposed' ? [{ name, files, ...outcome }] : [];
  });

  test('is made for most of the schemas', () => {
    expect(cases.length).toBeGreaterThan(250);
    expect(proposed.length).toBeGreaterThan(200);
    const written = proposed.filter(({ proposal }) => proposal.edits.length > 0);
    expect(written.length).toBeGreaterThan(80);
  });

  test('is refused only where Prisma says why', () => {
    for (const { files } of cases) {
      const outcome = proposeSharding(files);
      if (outcome.kind === 'proposed') continue;
      expect(outcome).toMatchObject({ kind: 'refused' });
      const said = outcome.kind === 'refused' ? outcome.diagnostics.map(({ code }) => code) : [];
      expect(said).toContain('SG1001');
    }
  });

  test.each(proposed)('for $name holds what it promises', (one) => {
    const { files, proposal, annotated } = one;
    // The same again for the same files.
    expect(proposeSharding(files)).toEqual({ kind: 'proposed', proposal, annotated });
    // Nothing but lines is added, and every model has a place.
    for (const [i, { content }] of annotated.entries()) {
      expect(withoutNewLines(files[i]?.content ?? '', content)).toBe(files[i]?.content);
    }
    const { models } = proposal;
    expect(new Set(models.map(({ model }) => model)).size).toBe(models.length);
    for (const { group } of models) {
      if (group !== undefined) expect(models.map(({ model }) => model)).toContain(group);
    }
    // It says what validate says of what it writes.
    const now = proposal.findings.flatMap(({ code, findings }) =>
      findings.filter(({ later }) => !later).map(({ message }) => ({ code, message })),
    );
    expect(codes(now)).toEqual(codes(analyzeSchema(annotated).diagnostics));
    // Once written, there is nothing more to write.
    const again = proposeSharding(annotated);
    expect(again.kind === 'proposed' && again.proposal.edits).toEqual([]);
  });

  test('does not disturb what `prisma format` made of a file', () => {
    const options = { tabSize: 2, insertSpaces: true };
    const format = (content: string): string => {
      const request = { textDocument: { uri: 'file:/schema.prisma' }, options };
      // What it answers is a list of paths and texts.
      const answer: [string, string][] = JSON.parse(
        schemaWasm.format(JSON.stringify([['schema.prisma', content]]), JSON.stringify(request)),
      );
      return answer[0]?.[1] ?? '';
    };
    let compared = 0;
    for (const { files, annotated, proposal } of proposed) {
      const [first] = files;
      if (files.length > 1 || first === undefined || proposal.edits.length === 0) continue;
      if (format(first.content) !== first.content) continue;
      expect(format(annotated[0]?.content ?? '')).toBe(annotated[0]?.content);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(40);
  });
});
