import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';

const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 3, nil: null });

/** Texts that differ by case, accents, punctuation or the halves of a character only, and the same again. */
export const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'A',
    'ä',
    'Ä',
    'á',
    'b',
    'B',
    'z',
    'Z',
    'å',
    'ö',
    'ß',
    'ss',
    'SS',
    'é',
    'e\u0301',
  ],
  ...['a-b', 'ab', 'a b', 'a_b', 'A-B', 'co-op', 'coop', '10', '9', '1', '%', '_', '\\', '"', "'"],
  ...[
    '\uffff',
    '\u{1f600}',
    '\u{1f4a9}',
    '\ue000',
    '日本',
    'にほん',
    'ñ',
    'n',
    'œ',
    'oe',
    'ﬁ',
    'fi',
  ],
  ...['a\u200b', '\t', 'aa', 'aA', 'Aa', 'AA', 'cote', 'coté', 'côte', 'côté'],
];
const text = fc.constantFrom(...TEXTS);
export const STATES = ['NEW', 'PAID', 'SENT', 'HELD'];

const moment = fc
  .constantFrom(0, 1, 999, 86_400_000, -1, 1_700_000_000_123)
  .map((ms) => new Date(ms));
const day = fc.constantFrom(0, 1, 2, -1, 20_000).map((days) => new Date(days * 86_400_000));
const clock = fc.constantFrom(0, 1, 3_600_000, 86_399_999).map((ms) => new Date(ms));

const order = (customerId: number, number: number, labels: readonly number[]) =>
  fc.record({
    customerId: fc.constant(customerId),
    number: fc.constant(number),
    count: fc.integer({ min: 0, max: 2 }),
    total: nullable(fc.constantFrom('0', '0.01', '-1.5', '100', '9.99', '10')),
    exact: nullable(fc.constantFrom('0', '1e-20', '12345678901234567890.1', '-2', '10', '9')),
    big: nullable(fc.constantFrom(0n, -1n, 2n ** 62n, 2n ** 62n + 1n, 10n, 9n)),
    ratio: nullable(fc.constantFrom(0, -0.1, 0.1, 0.3, 1e300, 5e-324, 10, 9)),
    part: nullable(fc.constantFrom(0, 0.1, -0.1, 1.5, 3.25, 0.3)),
    ok: nullable(fc.boolean()),
    done: fc.boolean(),
    at: nullable(moment),
    zoned: nullable(moment),
    day: nullable(day),
    clock: nullable(clock),
    uid: nullable(
      fc.constantFrom(
        '00000000-0000-4000-8000-000000000001',
        'ffffffff-0000-4000-8000-000000000000',
        'a0000000-0000-4000-8000-000000000000',
        '90000000-0000-4000-8000-000000000000',
      ),
    ),
    blob: nullable(
      fc.constantFrom('', '00', '0000', 'ff', '0f', '80').map((hex) => Buffer.from(hex, 'hex')),
    ),
    status: nullable(fc.constantFrom(...STATES)),
    phase: fc.constantFrom(...STATES),
    title: nullable(text),
    plain: text,
    short: fc.constantFrom('', 'a', 'ab', 'abc', 'B', ' a', 'ä', '\u{1f600}', '\uffff'),
    labelId: labels.length === 0 ? fc.constant(null) : nullable(fc.constantFrom(...labels)),
  });

/** Rows of all models, parents first. */
export interface Rows {
  readonly customer: readonly Loose[];
  readonly label: readonly Loose[];
  readonly order: readonly Loose[];
  readonly item: readonly Loose[];
}

export const randomRows: fc.Arbitrary<Rows> = fc.gen().map((draw) => {
  const customers = Array.from({ length: 14 }, (_, id) => ({
    id,
    name: draw(() => nullable(text)),
    code: draw(() => text),
  }));
  const labels = customers.flatMap(({ id: customerId }) =>
    Array.from({ length: draw(() => fc.integer({ min: 0, max: 2 })) }, (_, id) => ({
      customerId,
      id,
      word: draw(() => nullable(text)),
      weight: draw(() => nullable(fc.constantFrom('1.5', '0', '-3', '10'))),
    })),
  );
  const orders = customers.flatMap(({ id: customerId }) => {
    const own = labels.filter((label) => label.customerId === customerId).map(({ id }) => id);
    const count = draw(() => fc.integer({ min: 0, max: 5 }));
    return Array.from({ length: count }, (_, number) => draw(() => order(customerId, number, own)));
  });
  const items = orders.flatMap(({ customerId, number }) =>
    Array.from({ length: draw(() => fc.integer({ min: 0, max: 2 })) }, (_, line) => ({
      ...{ customerId, number, line },
      word: draw(() => nullable(text)),
    })),
  );
  return { customer: customers, label: labels, order: orders, item: items };
});
