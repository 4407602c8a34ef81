import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, SOURCES } from './sources.js';

const folder = join(ROOT, 'templates');
const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.hbs'))
  .sort();

test('the templates are found', () => {
  expect(templates.length).toBeGreaterThanOrEqual(7);
});

const whole = templates.filter((path) => !path.startsWith('partials/'));

test.each(whole)('%s says on its first line which view it prints', (template) => {
  const [line = ''] = readFileSync(join(folder, template), 'utf8').split('\n');
  const { view, file } = /^\{\{!-- (?<view>\w+), (?<file>\S+) --\}\}$/.exec(line)?.groups ?? {};
  const source = SOURCES.find(({ path }) => path === file);
  expect(source?.text).toMatch(new RegExp(`^export interface ${view}\\b`, 'm'));
});

test('templates hold no logic but loops, choices and partials', () => {
  const tags = templates.flatMap((template) => {
    const text = readFileSync(join(folder, template), 'utf8').replaceAll(/\{\{!--.*?--\}\}/g, '');
    return [...text.matchAll(/\{\{([#/]?)(\w+)/g)].map(([, kind, name]) => ({ kind, name }));
  });
  // `unless` is `if` the other way round.
  const blocks = tags.filter(({ kind }) => kind === '#').map(({ name }) => name);
  expect([...new Set(blocks)].sort()).toEqual(['each', 'if', 'unless']);
});
