import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import {
  FIELD_ANNOTATIONS,
  MODEL_ANNOTATIONS,
} from '../../../schema/annotation/spec/annotations.js';
import { SCHEMA_CODES } from '../../../schema/diagnostics/codes.js';
import { DATASOURCE, file } from './support/shop-schema.js';

// Blanks that only align the columns of a table do not count.
const readme = readFileSync(new URL('../../../schema/README.md', import.meta.url), 'utf8').replace(
  / +\|/g,
  ' |',
);

describe('the annotation reference', () => {
  test('lists every code with its description', () => {
    const rows = [...readme.matchAll(/^\| (SG1\d{3}) \| (.*) \|$/gm)].map((row) => [
      row[1],
      row[2],
    ]);
    expect(Object.fromEntries(rows)).toEqual(SCHEMA_CODES);
  });

  test('has a heading and a row per argument for every annotation', () => {
    const specs = [...Object.values(MODEL_ANNOTATIONS), ...Object.values(FIELD_ANNOTATIONS)];
    for (const spec of specs) {
      const heading = new RegExp(`\\n## .*@shard\\.${spec.name}\\b`);
      const section = readme.split(heading)[1]?.split('\n## ')[0];
      expect(section).toBeDefined();
      for (const name of Object.keys(spec.arguments)) expect(section).toContain(`| \`${name}\` |`);
    }
  });

  test('opens with a schema that has no mistakes', () => {
    const example = /```prisma\n(.*?)```/s.exec(readme)?.[1] ?? '';
    const { model, diagnostics } = analyzeSchema([file(DATASOURCE + example)]);
    expect(diagnostics).toEqual([]);
    expect(model?.groups.map(({ members }) => members)).toEqual([['Item', 'Order', 'User']]);
  });
});
