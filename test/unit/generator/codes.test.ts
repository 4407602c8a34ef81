import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GENERATOR_CODES } from '../../../generator/errors/generator-codes.js';

test('the list of SG2xxx codes is exactly what the factories use', () => {
  const folder = new URL('../../../generator/errors/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('-errors.ts'));
  const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const used = [...text.matchAll(/code: '(SG\d{4})'/g)].map((match) => match[1]);
  expect(files.length).toBeGreaterThan(3);
  expect(Object.keys(GENERATOR_CODES).sort()).toEqual([...new Set(used)].sort());
  expect(used).toHaveLength(new Set(used).size);
});
