import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeSchema } from '../../../../schema/analyze-schema.js';
import { proposeSharding } from '../../../../schema/proposal/propose-sharding.js';

const NAMES = ['User', 'Team', 'Order', 'Line', 'Country', 'Tag', 'Event', 'Setting'];
const IDS = [
  'Int @id',
  'Int @id @default(autoincrement())',
  'String @id @default(cuid())',
  'String @id @default(uuid()) @db.Uuid',
  'String @id @db.Char(2)',
  'Decimal @id',
  'DateTime @id',
];

const edge = fc.record({
  from: fc.nat(NAMES.length - 1),
  to: fc.nat(NAMES.length - 1),
  optional: fc.boolean(),
  unique: fc.boolean(),
  many: fc.boolean(),
});
const drawn = fc.record({
  models: fc.integer({ min: 1, max: NAMES.length }),
  ids: fc.array(fc.nat(IDS.length - 1), { minLength: NAMES.length, maxLength: NAMES.length }),
  edges: fc.array(edge, { maxLength: 12 }),
  annotated: fc.array(fc.nat(NAMES.length - 1), { maxLength: 2 }),
});

/** A schema that Prisma accepts, of the drawn models and relations. */
function schemaOf({
  models,
  ids,
  edges,
  annotated,
}: typeof drawn extends fc.Arbitrary<infer T> ? T : never): string {
  const names = NAMES.slice(0, models);
  const fields = names.map((_, i) => [`  id ${IDS[ids[i] ?? 0]}`]);
  const type = (i: number) =>
    (IDS[ids[i] ?? 0] ?? '').replace(' @id', '').replace(/ @default\([^)]*\)\)/, '');
  for (const [at, { from, to, optional, unique, many }] of edges.entries()) {
    const own = fields[from];
    const other = fields[to];
    if (own === undefined || other === undefined) continue;
    if (many) {
      own.push(`  f${at} ${names[to]}[] @relation("r${at}")`);
      other.push(`  g${at} ${names[from]}[] @relation("r${at}")`);
      continue;
    }
    const [word, ...rest] = type(to).split(' ');
    const mark = optional || from === to ? '?' : '';
    own.push(`  k${at} ${word}${mark} ${rest.join(' ')}${unique ? ' @unique' : ''}`);
    own.push(
      `  f${at} ${names[to]}${mark} @relation("r${at}", fields: [k${at}], references: [id], onDelete: NoAction, onUpdate: NoAction)`,
    );
    other.push(`  g${at} ${names[from]}${unique ? '?' : '[]'} @relation("r${at}")`);
  }
  const blocks = names.map((name, i) => {
    const above = annotated.includes(i) ? '/// @@shard.hash(on: [id])\n' : '';
    return `${above}model ${name} {\n${fields[i]?.join('\n')}\n}\n`;
  });
  return ['datasource db {\n  provider = "postgresql"\n}\n', ...blocks].join('\n');
}

test('a proposal for random models agrees with validate, and proposes nothing once written', () => {
  let accepted = 0;
  fc.assert(
    fc.property(drawn, (draw) => {
      const files = [{ path: 'schema.prisma', content: schemaOf(draw) }];
      const outcome = proposeSharding(files);
      if (outcome.kind !== 'proposed') {
        expect(outcome.kind).toBe('refused');
        return;
      }
      accepted += 1;
      const { proposal, annotated } = outcome;
      const said = proposal.findings.flatMap(({ code, findings }) =>
        findings.filter(({ later }) => !later).map(({ message }) => `${code} ${message}`),
      );
      const found = analyzeSchema(annotated).diagnostics;
      expect(said.sort()).toEqual(found.map(({ code, message }) => `${code} ${message}`).sort());
      const again = proposeSharding(annotated);
      expect(again.kind === 'proposed' && again.proposal.edits).toEqual([]);
      // What is written is never nonsense: no unknown model or field, no circle, no wrong length.
      const codes = found.map(({ code }) => code);
      for (const code of ['SG1202', 'SG1203', 'SG1213', 'SG1214', 'SG1215', 'SG1218', 'SG1219']) {
        expect(codes).not.toContain(code);
      }
    }),
    { numRuns: 250 },
  );
  expect(accepted).toBeGreaterThan(150);
});
