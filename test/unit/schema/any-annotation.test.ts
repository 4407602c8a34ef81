import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import type { Diagnostic } from '../../../schema/diagnostics/diagnostic.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import type { SchemaFile } from '../../../schema/source/schema-file.js';
import { DATASOURCE } from './support/shop-schema.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

/** An annotation of the language, where it stands, and whether a model shows that it was read. */
interface Subject {
  readonly annotation: string;
  readonly at: 'model' | 'field';
  /** Root `User` is placed by the annotation itself. */
  readonly places?: true;
  readonly took: (model: ShardedModel, kind: string | undefined) => boolean;
}

const kindIs = (wanted: string) => (_: ShardedModel, kind: string | undefined) => kind === wanted;
const hasIndex = ({ indexes }: ShardedModel) => indexes.length === 1;
const hasId = ({ ids }: ShardedModel) => ids.length === 1;
const hasMark = ({ crossRelations }: ShardedModel) => crossRelations.length === 1;

const SUBJECTS: readonly Subject[] = [
  {
    annotation: '@@shard.hash(on: [id], buckets: 64)',
    at: 'model',
    places: true,
    took: kindIs('hash'),
  },
  {
    annotation:
      '@@shard.range(on: [id], ranges: [{ to: 9, shard: a }, { from: 9, shard: b }], default: c)',
    ...{ at: 'model', places: true, took: kindIs('range') },
  },
  {
    annotation:
      '@@shard.geographic(on: [name], regions: { "eu": a, "us": b }, default: c, caseInsensitive: true)',
    ...{ at: 'model', places: true, took: kindIs('geographic') },
  },
  {
    annotation:
      '@@shard.geographic(on: [name, zone], regions: [{ name: ["a", b], zone: "x", shard: c }], default: d)',
    ...{ at: 'model', places: true, took: kindIs('geographic') },
  },
  { annotation: '@@shard.lookup(on: [id])', at: 'model', places: true, took: kindIs('lookup') },
  {
    annotation: '@@shard.custom(on: [id], using: "./by-id#it")',
    at: 'model',
    places: true,
    took: kindIs('custom'),
  },
  { annotation: '@@shard.global(shard: a)', at: 'model', places: true, took: kindIs('global') },
  { annotation: '@@shard.globallyUnique([name, zone])', at: 'model', took: hasIndex },
  { annotation: '@@shard.index(fields: [name, zone])', at: 'model', took: hasIndex },
  {
    annotation: '@@shard.relation(name: other, to: Other, fields: [otherId], references: [id])',
    ...{ at: 'model', took: hasMark },
  },
  { annotation: '@shard.globallyUnique', at: 'field', took: hasIndex },
  { annotation: '@shard.index', at: 'field', took: hasIndex },
  {
    annotation: '@shard.relation(to: Other, references: id, name: other)',
    at: 'field',
    took: hasMark,
  },
];

/** Unique where the annotation wants it, and nowhere else: that would be a warning of its own. */
function schemaWith({ annotation: right, at, places }: Subject, annotation: string): string {
  const unique = right.includes('globallyUnique');
  return `${DATASOURCE}
${places === true ? '' : '/// @@shard.hash(on: [id])\n'}${at === 'model' ? `/// ${annotation}\n` : ''}model User {
  id      BigInt
  name    String
  zone    String
  ${at === 'field' ? `/// ${annotation}` : ''}
  otherId BigInt ${unique && at === 'field' ? '@unique' : ''}

  @@id([id, name, zone])
  ${unique && at === 'model' ? '@@unique([name, zone])' : ''}
}

/// @@shard.hash(on: [id])
model Other {
  id BigInt @id
}
`;
}

/** What is said without the annotation says nothing of it. */
const messages = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, message }) => `${code} ${message}`);

/** Mistakes may make `@shard.id` of an annotation, which has to be read as that. */
const tookOf = (subject: Subject, written: string): Subject['took'] =>
  subject.at === 'field' && /^@shard\.id(?![\w$.-])/.test(written) ? hasId : subject.took;

/** Either a mistake is named, at a place that exists, or the annotation did what it says. */
function check(subject: Subject, files: readonly SchemaFile[], written: string): void {
  const { model, diagnostics } = analyzeSchema(files);
  const told = JSON.stringify(written);
  for (const { location } of diagnostics) {
    const lines = files.find(({ path }) => path === location.file)?.content.split(/\r\n|\n|\r/);
    expect(location.line, told).toBeLessThanOrEqual(lines?.length ?? 0);
    expect(location.column, told).toBeLessThanOrEqual(
      (lines?.[location.line - 1]?.length ?? 0) + 1,
    );
  }
  const content = schemaWith(subject, 'A user.');
  const without =
    subject.places === true ? [] : messages(analyzeSchema([{ path: 's', content }]).diagnostics);
  if (messages(diagnostics).some((message) => !without.includes(message))) return;
  const user = model?.models.find(({ name }) => name === 'User');
  const kind = model?.groups.find(({ root }) => root === 'User')?.strategy.kind;
  expect(
    user !== undefined && tookOf(subject, written)(user, kind),
    `${told} passed silently`,
  ).toBe(true);
}

const fragments = [
  ...['(', ')', '[', ']', '{', '}', ',', ':', '.', '..', '"', "'", '\\', '#', '=', '-', '@', '@@'],
  ...[' ', '\t', '\u00a0', '\u200b', '\ufeff', '\u2028', '\u0000', '\u0007', '\u202e', '\ud800'],
  ...['é', 'ß', '日本', '👩‍👩‍👧', 'ﬁ', 'İ', '１'],
  ...[
    'on',
    'on: ',
    'id',
    'name',
    'shard',
    'shard.',
    'hash',
    'index',
    'Index',
    'true',
    'null',
    '1e3',
  ],
  ...[
    '-1',
    '9007199254740993',
    'NaN',
    '0x1',
    '1_000',
    '[id]',
    '{}',
    '{ to: 9, shard: a }',
    '/*',
    '*/',
    '//',
  ],
  ...['__proto__', 'constructor', 'toString', 'x'.repeat(3000), '['.repeat(300), '{a:'.repeat(300)],
];
const fragment = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fragments) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
  )
  .map((text) => text.replace(/[\r\n]/g, ' '));

/** The word stays; what follows it is cut, doubled and mixed. */
const mutated = (annotation: string) => {
  const word = /^@@?shard/.exec(annotation)?.[0].length ?? 0;
  const edit = fc.tuple(fc.integer({ min: word, max: annotation.length }), fc.nat(6), fragment);
  return fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce(
        (text, [at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed),
        annotation,
      ),
    );
};

describe.each(SUBJECTS)('$annotation', (subject) => {
  const { annotation } = subject;

  test('is read', () => {
    const files = [{ path: 'schema.prisma', content: schemaWith(subject, annotation) }];
    expect(analyzeSchema(files).diagnostics).toEqual([]);
    check(subject, files, annotation);
  });

  test('with mistakes of any kind is refused, or read all the same', () => {
    fc.assert(
      fc.property(mutated(annotation), fc.boolean(), (written, apart) => {
        const [head = '', ...models] = schemaWith(subject, written).split(
          /(?=\/\/\/ @@shard\.hash\(on: \[id\]\)\nmodel Other)/,
        );
        const files = apart
          ? [head, ...models].map((content, i) => ({ path: `${i}.prisma`, content }))
          : [{ path: 'schema.prisma', content: head + models.join('') }];
        check(subject, files, written);
      }),
      { numRuns: RUNS },
    );
  });

  test('behind more slashes or stars than three is refused, or read all the same', () => {
    for (const begin of ['/', '//', '/ ', '/// ', '*', '**/ ', '\t/\t']) {
      const written = `${begin}${annotation}`;
      check(subject, [{ path: 's.prisma', content: schemaWith(subject, written) }], written);
    }
  });

  test('cut off anywhere behind its word is refused, or read all the same', () => {
    const word = /^@@?shard/.exec(annotation)?.[0].length ?? 0;
    for (let end = word + 1; end < annotation.length; end++) {
      const written = annotation.slice(0, end);
      check(subject, [{ path: 's.prisma', content: schemaWith(subject, written) }], written);
    }
  });
});
