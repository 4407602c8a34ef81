import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupManifest } from '../../../generator/plan/group-manifest.js';
import { buildTopology } from '../../../runtime/topology/build-topology.js';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import { DATASOURCE } from '../schema/support/shop-schema.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

const TYPES = [
  'Int',
  'Int @db.SmallInt',
  'BigInt',
  'Decimal',
  'Decimal @db.Decimal(6, 2)',
  'DateTime',
  'DateTime @db.Timestamptz(3)',
  'DateTime @db.Date',
  'String',
  'String @db.VarChar(4)',
];

const digits = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String);
const two = fc.nat(62).map((value) => String(value).padStart(2, '0'));
const date = fc
  .tuple(fc.oneof(fc.constantFrom('2024', '0000', '0001', '9999', '99999', '-001'), two), two, two)
  .map((parts) => parts.join('-'));
const time = fc
  .tuple(
    fc.constantFrom('T', 't', ' ', ''),
    two,
    two,
    two,
    fc.constantFrom('', '.5', '.1234567', '.'),
  )
  .map(([mark, h, m, s, fraction]) => `${mark}${h}:${m}:${s}${fraction}`);
const offset = fc.constantFrom('Z', 'z', '', '+02:00', '-23:59', '+24:00', '+0200', '+00:00');
const quoted = fc
  .oneof(
    digits,
    date,
    // of any kind of day there are few: some bounds have to be right
    fc.constantFrom('2024-01-01', '2024-02-29T23:59:59.999Z', '2023-12-31T23:00:00-01:00'),
    fc.tuple(date, time, offset).map((parts) => parts.join('')),
    fc.constantFrom(
      '',
      ' ',
      '1e3',
      '-0',
      '-0.0',
      '+1',
      '.5',
      '5.',
      '0x10',
      'NaN',
      'Infinity',
      '1_000',
      '٣',
    ),
    fc.constantFrom(
      'infinity',
      'epoch',
      'now',
      '2024-01',
      '2024',
      '\ufeff1',
      '\u{1f600}',
      'abcd',
      'abcde',
    ),
    fc.tuple(digits, fc.nat(9999)).map(([whole, rest]) => `${whole}.${rest}`),
  )
  .map((text) => JSON.stringify(text));
const bare = fc.oneof(
  digits,
  fc.integer({ min: -100, max: 100 }).map(String),
  fc.tuple(fc.integer(), fc.nat(99)).map(([whole, rest]) => `${whole}.${rest}`),
  fc.constantFrom('-0', '1e3', '1.5e3', '00', '007', '-', '.5', 'true'),
);
const bound = fc.oneof(quoted, bare);

/** Generated code that the runtime refuses would stop a program that compiled. */
test.each(TYPES)('bounds of %s that the schema takes are taken by the runtime', (type) => {
  let taken = 0;
  fc.assert(
    fc.property(fc.uniqueArray(bound, { minLength: 1, maxLength: 3 }), (bounds) => {
      const ranges = bounds.map((from) => `{ from: ${from}, shard: a }`).join(', ');
      const content = `${DATASOURCE}/// @@shard.range(on: [id], ranges: [${ranges}], default: b)
model User {
  id ${type.replace(' ', ' @id ')}${type.includes(' ') ? '' : ' @id'}
}
`;
      const { model, diagnostics } = analyzeSchema([{ path: 's.prisma', content }], {
        shards: ['a', 'b'],
      });
      if (model === undefined) {
        expect(diagnostics.map(({ code }) => code).join()).toMatch(/SG1(10|11|24)/);
        return;
      }
      const [group] = model.groups;
      if (group === undefined) throw new Error('no group');
      taken += 1;
      const groups = { User: groupManifest(model, group, {}) };
      expect(() => buildTopology({ epoch: 1, groups }, ['a', 'b']), content).not.toThrow();
    }),
    { numRuns: RUNS },
  );
  expect(taken).toBeGreaterThan(0);
});
