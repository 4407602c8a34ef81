import { getDMMF } from '@prisma/get-dmmf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanSchema } from '../../../../schema/source/scan-schema.js';
import type { Comment } from '../../../../schema/source/schema-outline.js';
import { createSourceText } from '../../../../schema/source/source-text.js';

const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';

type Documentation = Record<string, string | undefined>;

function documentationOf(comments: readonly Comment[]): string | undefined {
  const lines = comments
    .filter((comment) => comment.kind !== 'line')
    .map((comment) => comment.text);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function scanned(schema: string): Documentation {
  const found: Documentation = {};
  for (const block of scanSchema(createSourceText('schema.prisma', schema)).blocks) {
    if (block.kind !== 'model') continue;
    found[block.name] = documentationOf(block.comments);
    for (const member of block.members) {
      found[`${block.name}.${member.name}`] = documentationOf(member.comments);
    }
  }
  return found;
}

function documented(schema: string): Documentation {
  const dmmf = getDMMF({ datamodel: [['schema.prisma', schema]] });
  if ('type' in dmmf) throw new Error(`Prisma refuses the generated schema: ${dmmf.error.message}`);
  const found: Documentation = {};
  for (const model of dmmf.datamodel.models) {
    found[model.name] = model.documentation;
    for (const field of model.fields) found[`${model.name}.${field.name}`] = field.documentation;
  }
  return found;
}

const word = fc.constantFrom(
  'a',
  'é',
  '日本',
  '👩‍👩‍👧',
  '@@shard.hash(on: [id])',
  '"///"',
  '//',
  '/*',
  '{',
  '}',
  '\t',
  '  ',
  'model X {',
  '@id',
);
const words = fc.array(word, { maxLength: 4 }).map((parts) => parts.join(' '));
const plainWords = words.map((text) => text.replaceAll('*', '+'));
const indent = fc.constantFrom('', ' ', '\t', '  \t');
const commentLine = fc.oneof(
  words.map((text) => `///${text}`),
  words.map((text) => `/// ${text}`),
  words.map((text) => `// ${text}`),
  plainWords.map((text) => `/* ${text}\n ${text} */`),
  plainWords.map((text) => `/*${text}*/`),
  fc.constantFrom('', '', ' \t', '///', '//', '////x'),
);
const comments = fc
  .array(fc.tuple(indent, commentLine), { maxLength: 4 })
  // Prisma keeps a stray star of a block comment that is indented below another comment.
  .map((lines) =>
    lines.map(([blank, line]) => `${line.startsWith('/*') ? '' : blank}${line}\n`).join(''),
  );
const trailing = fc.oneof(
  fc.constant(''),
  words.map((text) => ` /// ${text}`),
  words.map((text) => ` // ${text}`),
  plainWords.map((text) => ` /* ${text} */`),
);
const openTrailing = words.map((text) => (text === '' ? '' : ` /// ${text}`));
const attribute = fc.constantFrom(
  '',
  ' @default("/// no {")',
  ' @default("\\"// /* no")',
  ' @map("} FIELD")',
);
const model = fc
  .tuple(
    comments,
    indent,
    openTrailing,
    fc.array(fc.tuple(comments, indent, attribute, trailing), { minLength: 1, maxLength: 4 }),
    fc.option(fc.tuple(comments, trailing)),
    comments,
    openTrailing,
  )
  .map(([above, blank, open, fields, block, end, close]) => (index: number) => {
    const lines = fields.map(
      ([before, pad, extra, after], i) =>
        `${before}${pad}f${i} String${extra.replace('FIELD', `f${i}`)}${after}\n`,
    );
    const key = `  key${index} Int @id\n`;
    const attributes = block === null ? '' : `${block[0]}  @@index([f0])${block[1]}\n`;
    return `${above}${blank}model M${index} {${open}\n${lines[0]}${key}${attributes}${lines.slice(1).join('')}${end}}${close}\n`;
  });
const configuration = comments.map(
  (above) => () => `${above}generator g {\n  provider = "x" /// not this\n}\n`,
);
const schema = fc
  .tuple(
    fc.array(model, { minLength: 1, maxLength: 3 }),
    configuration,
    comments,
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([models, generator, end, newline]) =>
    [DATASOURCE, ...[generator, ...models].map((render, index) => render(index)), end]
      .join('')
      .replaceAll('\n', newline),
  );

describe('the comments of a declaration', () => {
  test('are the ones that Prisma documents it with, whatever surrounds them', () => {
    fc.assert(
      fc.property(schema, (text) => {
        const expected = documented(text);
        expect(scanned(text)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('start where their text starts in the file', () => {
    fc.assert(
      fc.property(schema, (text) => {
        for (const block of scanSchema(createSourceText('schema.prisma', text)).blocks) {
          for (const comment of [block, ...block.members].flatMap((owner) => owner.comments)) {
            expect(text.startsWith(comment.text, comment.textStart)).toBe(true);
          }
        }
      }),
    );
  });
});
