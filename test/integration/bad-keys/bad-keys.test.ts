import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('bad-keys', at('schema.prisma'), {
    Custom: { file: at('by-length.ts'), export: 'default' },
  });
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** Also of the model that is called `valueOf`. */
const repository = (client: Loose, model: string): Loose => client[model];

/** A model of each strategy, its key, and what the key is made of. */
const MODELS = [
  { model: 'hashed', key: 'then', type: 'text' },
  { model: 'ranged', key: 'constructor', type: 'text' },
  { model: 'valueOf', key: 'valueOf', type: 'text' },
  { model: 'looked', key: 'where', type: 'text' },
  { model: 'custom', key: 'data', type: 'text' },
  { model: 'hashedBig', key: 'id', type: 'bigint' },
  { model: 'rangedBig', key: 'id', type: 'bigint' },
  { model: 'lookedBig', key: 'id', type: 'bigint' },
  { model: 'hashedInt', key: 'id', type: 'int' },
  { model: 'rangedTime', key: 'at', type: 'time' },
] as const;
type Type = (typeof MODELS)[number]['type'];

const NOBODYS = [undefined, null, {}, [], [1], true, () => 1, Symbol('x'), /x/, new Map()];
const NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, 1.5, 2 ** 53, '1', '1e3', '', 'NaN'];

/** No key, whatever the strategy. */
const BAD: Readonly<Record<Type, readonly unknown[]>> = {
  text: [...NOBODYS, 1, 1n, Number.NaN, 'a\0b', '\0', '\ud800', 'x\udc00y', '\ud83d\ud83d\udc4b'],
  bigint: [...NOBODYS, ...NUMBERS, 2 ** 53 + 1, 2n ** 63n, -(2n ** 63n) - 1n, '9007199254740993'],
  int: [...NOBODYS, ...NUMBERS, 2 ** 31, -(2 ** 31) - 1, 2n ** 31n],
  time: [
    ...NOBODYS,
    ...[0, Number.NaN, '', '1e3', 'now', 'infinity', 'epoch', '2024', '2024-01', '2024-01-01'],
    ...['2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00', '01/02/2024'],
    ...['2024-W01-1T00:00:00Z', '+002024-01-01T00:00:00Z', '2024-01-01T00:00:00+25:00'],
    ...[new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)],
  ],
};

/** Odd, and keys all the same. */
const ODD: Readonly<Record<Type, readonly unknown[]>> = {
  text: [
    ...[
      '',
      ' ',
      '  a  ',
      '\t\n',
      '1e3',
      '-0',
      'NaN',
      'null',
      '__proto__',
      'constructor',
      'İ',
      'I',
      'ı',
    ],
    ...[
      'ß',
      'SS',
      'ẞ',
      'EU',
      'Eu',
      'é',
      'é'.normalize('NFD'),
      '\ufeffeu',
      '\uffff',
      '\u{1f600}',
      "'; --",
    ],
    ...['$1', '%', '\\', '\u202e', 'x'.repeat(1500), '日'.repeat(400)],
  ],
  bigint: [-0, 0, 0n, 2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), -1],
  int: [-0, 0, 7n, 2 ** 31 - 1, -(2 ** 31)],
  time: [
    new Date(0),
    '2023-12-31T23:59:59.9999999Z',
    '2024-01-01 00:00:00Z',
    '2024-01-01T01:30:00+01:30',
    '0001-01-01T00:00:00Z',
  ],
};

/** One call of each family of methods, with the key where that family has it. */
function callsWith(
  key: string,
  value: unknown,
): readonly (readonly [method: string, args: Loose])[] {
  const own = { [key]: value };
  const data = { note: 'changed' };
  return [
    ['findUnique', { where: own }],
    ['findUniqueOrThrow', { where: own }],
    ['findFirst', { where: own }],
    ['findFirstOrThrow', { where: own }],
    ['findMany', { where: own }],
    ['count', { where: own }],
    ['aggregate', { where: own, _count: true }],
    ['groupBy', { by: ['note'], where: own, _count: true }],
    ['create', { data: own }],
    ['createMany', { data: [own] }],
    ['createManyAndReturn', { data: [own] }],
    ['update', { where: own, data }],
    ['updateMany', { where: own, data }],
    ['updateManyAndReturn', { where: own, data }],
    ['upsert', { where: own, create: own, update: data }],
    ['delete', { where: own }],
    ['deleteMany', { where: own }],
  ];
}

describe.each(MODELS)('$model by $key', ({ model, key, type }) => {
  test.each(BAD[type].map((value) => [inspect(value), value] as const))(
    '%s is no key, for any method',
    async (shown, value) => {
      for (const [method, args] of callsWith(key, value)) {
        const outcome = await outcomeOf(() => repository(shards.db, model)[method](args));
        expect(outcome, `${method} with ${shown}`).toMatchObject({
          ok: false,
          code: expect.stringMatching(/^SG3\d{3}$/),
        });
      }
      const route = await outcomeOf(async () =>
        repository(shards.db, model).route({ [key]: value }),
      );
      expect(route).toMatchObject({ ok: false, code: expect.stringMatching(/^SG3\d{3}$/) });
      expect(await repository(shards.db, model).onAllShards().count()).toBe(0);
    },
  );

  test('odd keys do what they do on one database', async () => {
    for (const value of ODD[type]) {
      for (const [method, args] of callsWith(key, value)) {
        if (method === 'createMany' || method === 'createManyAndReturn') continue;
        const label = `${method} with ${inspect(value)}`;
        const ours = await outcomeOf(() => repository(shards.db, model)[method](args));
        const theirs = await outcomeOf(() => repository(shards.oracle, model)[method](args));
        if (ours.ok && theirs.ok) expect(ours.value, label).toEqual(theirs.value);
        else
          expect([label, ours.ok, 'code' in ours && ours.code]).toEqual([
            label,
            theirs.ok,
            'code' in theirs && theirs.code,
          ]);
      }
    }
    const all = await repository(shards.db, model).onAllShards().count();
    expect(all).toBe(await repository(shards.oracle, model).count());
    expect(all).toBe(0);
  });
});

test('fields that are called like what objects inherit lead to the right rows', async () => {
  for (const client of [shards.db, shards.oracle]) {
    const loose: Loose = client;
    for (const then of ['a', 'b', 'c', 'd', 'e']) {
      await loose.hashed.create({
        data: { then, hasTails: { create: [{ toString: 1 }, { toString: 2 }] } },
      });
    }
    await loose.hashTail.deleteMany({ where: { constructor: 'c', toString: 1 } });
  }
  const order = (rows: readonly Loose[]) =>
    [...rows].sort((a, b) =>
      `${a.constructor}${a.toString}` < `${b.constructor}${b.toString}` ? -1 : 1,
    );
  const ours = shards.db['hashTail'];
  const theirs = shards.oracle['hashTail'];
  const include = { include: { hashed: true } };
  expect(order(await ours?.onAllShards().findMany(include))).toEqual(
    order(await theirs?.findMany(include)),
  );
  const select = { select: { _all: true, constructor: true, toString: true } };
  expect(await ours?.onAllShards().count(select)).toEqual(await theirs?.count(select));
  const where = { constructor_toString: { constructor: 'd', toString: 2 } };
  expect(await ours?.findUnique({ where })).toEqual(await theirs?.findUnique({ where }));
  const missing = await outcomeOf(async () => ours?.findMany({ where: { toString: 2 } }));
  expect(missing).toMatchObject({ ok: false, code: 'SG3001' });
});
