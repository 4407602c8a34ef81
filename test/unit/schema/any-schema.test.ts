import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import { formatDiagnostics } from '../../../schema/diagnostics/format-diagnostic.js';
import { largeSchema } from './support/large-schema.js';
import { file, SHOP } from './support/shop-schema.js';

const fragment = fc.constantFrom(
  '/// ',
  '// ',
  '/*',
  '*/',
  '"',
  '\\',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '👩‍👩‍👧',
  '@',
  '@@shard.hash(on: [id])',
  '@@shard.colocated(with: Item, on: [userId])',
  '@@shard.geographic(on: [email], regions: { "eu": a }, default: b)',
  '@@shard.geographic(on: [email, id], regions: [{ email: ["a", b], shard: c }])',
  '@@shard.custom(on: [id], using: "./by-id#a")',
  '@@shard.global(shard: a)',
  '@@shard.range(on: [email], ranges: [{ from: "a", to: "b", shard: c }], default: d)',
  '@@shard.range(on: [id], ranges: [{ to: -10.50, shard: c }, { from: 9, shard: d }])',
  'ranges: [{ from: 1, to: 2, shard: a',
  'regions: {',
  '@@shard.',
  '@shard(',
  '?',
  '[]',
  ' Int ',
  ' @unique ',
  '@@ignore',
  'model ',
  'enum ',
  'constructor',
  '__proto__',
  '-1.5e9',
);
const mutation = fc.tuple(fc.nat(SHOP.length), fc.nat(12), fragment);
const mutated = fc
  .array(mutation, { minLength: 1, maxLength: 6 })
  .map((mutations) =>
    mutations.reduce(
      (text, [from, removed, added]) => text.slice(0, from) + added + text.slice(from + removed),
      SHOP,
    ),
  );

function check(schema: string): void {
  const files = [file(schema)];
  const { model, diagnostics } = analyzeSchema(files);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(model === undefined).toBe(errors.length > 0);
  const lines = schema.split(/\r\n|\n|\r/);
  for (const { location, related } of diagnostics) {
    for (const place of related === undefined ? [location] : [location, related.location]) {
      expect(place.line).toBeLessThanOrEqual(lines.length);
      expect(place.column).toBeLessThanOrEqual((lines[place.line - 1]?.length ?? 0) + 1);
      expect(place.length).toBeGreaterThanOrEqual(1);
    }
  }
  formatDiagnostics(diagnostics, files, { colour: true });
}

describe('any text', () => {
  test('that was a schema once is analyzed without a crash', () => {
    fc.assert(fc.property(mutated, check), { numRuns: 150 });
  });

  test('in an annotation is analyzed without a crash', () => {
    const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));
    for (const name of ['hash', 'geographic', 'range', 'custom', 'global']) {
      const line = text.map((inner) =>
        SHOP.replace('@@shard.hash(on: [id]', `@@shard.${name}(${inner}`),
      );
      fc.assert(fc.property(line, check), { numRuns: 150 });
    }
  });

  test('is analyzed without a crash', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof(fragment, fc.string({ unit: 'grapheme' })))
          .map((parts) => parts.join('')),
        check,
      ),
      { numRuns: 150 },
    );
  });
});

describe('brackets without an end', () => {
  test('in an annotation are one mistake', () => {
    const schema = SHOP.replace('[region, number]', '['.repeat(50_000));
    const { diagnostics } = analyzeSchema([file(schema)]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SG1101']);
  });

  test('in an attribute are a mistake of the schema', () => {
    const schema = SHOP.replace('@@id([region, number])', `@@id(${'['.repeat(50_000)})`);
    const { diagnostics } = analyzeSchema([file(schema)]);
    expect(diagnostics.map(({ code }) => code)).toContain('SG1001');
  });
});

describe('a large schema without annotations', () => {
  test('gets one finding that says where to begin', () => {
    const files = [file(largeSchema(150))];
    const { model, diagnostics } = analyzeSchema(files);
    expect(model).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['SG1201']);
    expect(diagnostics[0]?.message).toMatch(/^None of the 150 models says .* and 145 more\.$/);
    expect(diagnostics[0]?.fix).toContain('npx shardgen init');
  });

  test('gets one finding per model, and a count by code, once one model has an annotation', () => {
    const annotated = largeSchema(40).replace(
      'model Table7 {',
      '/// @@shard.hash(on: [slug])\nmodel Table7 {',
    );
    const files = [file(annotated)];
    const { diagnostics } = analyzeSchema(files);
    const missing = diagnostics.filter(({ code }) => code === 'SG1201');
    expect(missing).toHaveLength(39);
    expect(missing[1]?.fix).toContain('@@shard.colocated(with: Table0');
    expect(formatDiagnostics(diagnostics, files)).toMatch(
      /\n\n40 errors\n {2}39 × SG1201 {2}A model does not say where its rows live\.\n {3}1 × SG1307 {2}/,
    );
  });

  test('gets suggestions that fit its first root', () => {
    const annotated = largeSchema(40).replace(
      '/// Table number 0',
      '/// @@shard.hash(on: [slug])\n/// Table number 0',
    );
    const { diagnostics } = analyzeSchema([file(annotated)]);
    const fix = diagnostics.find(({ message }) => message.startsWith('Table1 '))?.fix;
    expect(fix).toContain('`/// @@shard.colocated(with: Table0, on: [slug])`');
  });
});
