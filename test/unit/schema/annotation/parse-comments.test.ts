import { describe, expect, test } from 'vitest';
import type { ValueNode } from '../../../../schema/annotation/annotation-syntax.js';
import { parseComments } from '../../../../schema/annotation/parse-comments.js';
import type { Diagnostic } from '../../../../schema/diagnostics/diagnostic.js';
import { scanSchema } from '../../../../schema/source/scan-schema.js';
import { createSourceText } from '../../../../schema/source/source-text.js';

function parse(...lines: string[]) {
  const content = `${lines.map((line) => `/// ${line}\n`).join('')}model User {\n}\n`;
  const outline = scanSchema(createSourceText('schema.prisma', content));
  const diagnostics: Diagnostic[] = [];
  const parsed = parseComments(outline.text, outline.blocks[0]?.comments ?? [], (diagnostic) =>
    diagnostics.push(diagnostic),
  );
  return { ...parsed, codes: diagnostics.map(({ code }) => code), diagnostics };
}

function plain(value: ValueNode): unknown {
  switch (value.kind) {
    case 'list':
      return value.items.map(plain);
    case 'record':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
    case 'identifier':
      return `<${value.name}>`;
    case 'string':
    case 'number':
    case 'boolean':
      return value.value;
    default:
      return value satisfies never;
  }
}

function plainArguments(...lines: string[]) {
  const { annotations, codes } = parse(...lines);
  expect(codes).toEqual([]);
  return annotations.map(({ level, name, arguments: list }) => [
    level,
    name,
    Object.fromEntries(list.map((argument) => [argument.name ?? '', plain(argument.value)])),
  ]);
}

describe('the grammar of annotations', () => {
  test('knows every kind of value', () => {
    expect(
      plainArguments(
        '@@shard.any(a: id, b: "text", c: -12.5, d: true, e: [x, [1], ], f: { "k-1": one, two: { } },)',
      ),
    ).toEqual([
      [
        'model',
        'any',
        {
          a: '<id>',
          b: 'text',
          c: -12.5,
          d: true,
          e: ['<x>', [1]],
          f: { 'k-1': '<one>', two: {} },
        },
      ],
    ]);
  });

  test('decodes strings as JSON does, also with brackets and annotations inside', () => {
    expect(plainArguments('@@shard.any(a: ") ] \\" \\u00e9 \\\\ @@shard.hash(")')).toEqual([
      ['model', 'any', { a: ') ] " é \\ @@shard.hash(' }],
    ]);
  });

  test('lets brackets span lines', () => {
    expect(plainArguments('@@shard.any(', '  a: [', '    x,', '', '    y', '  ]', ')')).toEqual([
      ['model', 'any', { a: ['<x>', '<y>'] }],
    ]);
  });

  test('finds several annotations, also on one line', () => {
    expect(plainArguments('@@shard.one @shard.two(a: 1) @@shard.three()', '@shard.four')).toEqual([
      ['model', 'one', {}],
      ['field', 'two', { a: 1 }],
      ['model', 'three', {}],
      ['field', 'four', {}],
    ]);
  });

  test('knows where each part stands', () => {
    const { annotations } = parse('é👩‍👩‍👧 @@shard.any(', '  key: [ab, c],', ')');
    const [annotation] = annotations;
    const argument = annotation?.arguments[0];
    const items = argument?.value.kind === 'list' ? argument.value.items : [];
    const place = (line: number, column: number, length: number) => ({
      file: 'schema.prisma',
      line,
      column,
      length,
    });
    expect(annotation?.at).toEqual(place(1, 12, 11));
    expect(argument?.at).toEqual(place(2, 7, 3));
    expect(argument?.value.at).toEqual(place(2, 12, 7));
    expect(items.map(({ at }) => at)).toEqual([place(2, 13, 2), place(2, 17, 1)]);
  });

  test.each([
    'mail me at shard@shard.example',
    'see @shard docs, or ask @shard.',
    'see @shard.io for more',
    '`@@shard.hash(on: [id])` is in a code span',
    '"@@shard.hash"',
    '@zod.string.min(1) @@kyselyType(Foo) @hard.x @@sharp.y()',
    'a@@shard.hash(on: [id])',
    '@@ @ @@@ @shard',
  ])('leaves prose alone: %s', (text) => {
    const { annotations, codes, broken, documentation } = parse(text);
    expect({ annotations, codes, broken, documentation }).toEqual({
      annotations: [],
      codes: [],
      broken: false,
      documentation: text,
    });
  });

  test.each([
    ['keeps the text around an annotation', ['One @@shard.hash(on: [id]) two.'], 'One  two.'],
    ['drops a line that was only an annotation', ['One', '@@shard.hash', 'two'], 'One\ntwo'],
    ['drops all lines of an annotation', ['One', '@@shard.hash(', 'on: [id]', ')'], 'One'],
    ['keeps empty lines between paragraphs', ['One', '', 'two', '@@shard.hash'], 'One\n\ntwo'],
    ['keeps annotations of others', ['@zod.x()', '@@shard.hash'], '@zod.x()'],
    ['drops broken annotations too', ['One', '@@shard.hash(on [id])'], 'One'],
  ])('%s', (_, lines, expected) => {
    expect(parse(...lines).documentation).toBe(expected);
  });

  test.each([
    ['@@shard', 'SG1107'],
    ['@@shard.', 'SG1107'],
    ['@shard(a: 1)', 'SG1107'],
    ['@@shards.hash(on: [id])', 'SG1118'],
    ['@Shard.hash(on: [id])', 'SG1118'],
    ['@@shard.hash(', 'SG1102'],
    ['@@shard.hash(on: [id]', 'SG1102'],
    ['@@shard.hash(on: {a: [b', 'SG1102'],
    ['@@shard.hash(on: "abc', 'SG1103'],
    ['@@shard.hash(on: "\\x")', 'SG1103'],
    ['@@shard.hash(,)', 'SG1101'],
    ['@@shard.hash(on:)', 'SG1101'],
    ['@@shard.hash(on: [id]])', 'SG1101'],
    ['@@shard.hash(on: [id] buckets: 1)', 'SG1101'],
    ['@@shard.hash(on: { 1: 2 })', 'SG1101'],
    ['@@shard.hash(on: { a 2 })', 'SG1101'],
    ['@@shard.hash(on: id.name)', 'SG1101'],
  ])('says what is wrong with %s', (text, code) => {
    const { codes, broken } = parse(text);
    expect({ codes, broken }).toEqual({ codes: [code], broken: true });
  });

  test('goes on behind a broken annotation', () => {
    const { codes, annotations } = parse(
      '@@shard.one(a: [1)] @@shard.two',
      '@@shard.three(b: [',
      '@@shard.four(c: 1)',
    );
    expect(codes).toEqual(['SG1101', 'SG1102']);
    expect(annotations.map(({ name }) => name)).toContain('four');
  });
});
