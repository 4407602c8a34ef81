import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createShardRuntime, type KeyValue } from '../../../runtime/index.js';
import { compareKeys } from '../../../runtime/key/compare-keys.js';
import { keyFromText } from '../../../runtime/key/key-from-text.js';
import type { KeyType } from '../../../schema/model/key-type.js';
import type { Loose } from '../../support/generated-shards.js';
import { repositoryOf } from '../runtime/fixture/repository.js';
import { type Ranges, SHARDS, startRanges } from './support.js';

const RUNS = Number(process.env['RUNS'] ?? 150);

let shards: Ranges;

beforeAll(async () => {
  shards = await startRanges('ranges-agree');
});

afterAll(() => shards.stop());

/** A model, and keys that lie near each other, as text in canonical form. */
interface Keys {
  readonly model: string;
  readonly field: string;
  readonly type: KeyType;
  readonly scale?: number;
  readonly texts: readonly string[];
  /** As a caller gives it. */
  given(key: KeyValue): unknown;
}

const integers = ['-10', '-9', '0', '1', '5', '9', '10', '99', '100', '2147483647'];
const KEYS: readonly Keys[] = [
  { model: 'Account', field: 'id', type: 'int', texts: integers, given: (key) => key },
  {
    ...{ model: 'Big', field: 'id', type: 'bigint', given: (key) => key },
    texts: ['-9007199254740993', '-5', '9', '10', '9007199254740992', '9007199254740993'],
  },
  {
    ...{ model: 'Price', field: 'amount', type: 'decimal', scale: 2 },
    texts: ['-10.5', '-9', '0', '0.29', '0.3', '0.31', '9', '10', '10.5', '100'],
    given: (key) => `${key}`,
  },
  {
    // Rounded when they are stored, and not when they are compared.
    ...{ model: 'Price', field: 'amount', type: 'decimal', scale: 2 },
    texts: ['-10.5', '-9', '0', '0.29', '0.3', '9', '10', '10.5'],
    given: (key) => `${Number(key).toFixed(2)}4`,
  },
  {
    ...{ model: 'Zoned', field: 'at', type: 'datetime', given: (key) => new Date(String(key)) },
    texts: [
      '2023-12-31T23:59:59.999Z',
      '2024-01-01T00:00:00.000Z',
      '2024-01-01T00:00:00.001Z',
    ].concat(['0099-05-05T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z']),
  },
  {
    // At any time of the day, which the column cuts, also of what a filter compares.
    ...{ model: 'Day', field: 'day', type: 'date' },
    given: (key) => String(key).replace('T00:00:00.000Z', 'T23:30:00.5-00:30'),
    texts: ['2023-12-31', '2024-01-01', '2024-01-02', '2025-01-01'].map(
      (day) => `${day}T00:00:00.000Z`,
    ),
  },
  {
    ...{ model: 'Doc', field: 'id', type: 'text', given: (key) => key },
    texts: [
      '',
      'A',
      'B',
      'Z',
      'a',
      'b',
      'ab',
      'é',
      'z',
      'ä',
      '\uffff',
      '\u{1f600}',
      '2024_01',
      '10',
      '9',
    ],
  },
];

interface Case {
  readonly keys: Keys;
  readonly manifest: Loose;
  readonly rows: readonly KeyValue[];
  readonly filters: readonly Loose[];
}

const keyOf = (type: KeyType, text: string): KeyValue => keyFromText(type, text) ?? Number.NaN;

/** Any ranges over any shards, with gaps or without, rows that have a range, and filters about them. */
const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...KEYS).chain((keys) => {
  const { field, type, texts } = keys;
  const inOrder = (list: readonly string[]) =>
    [...list].sort((a, b) => compareKeys(type, keyOf(type, a), keyOf(type, b)));
  const shard = fc.constantFrom(...SHARDS);
  const key = fc.constantFrom(...texts.map((text) => keyOf(type, text)));
  return fc
    .record({
      bounds: fc.uniqueArray(fc.constantFrom(...texts), { maxLength: 5 }).map(inOrder),
      owners: fc.array(fc.option(shard, { freq: 4, nil: undefined }), {
        minLength: 6,
        maxLength: 6,
      }),
      otherwise: fc.option(shard, { nil: undefined }),
      rows: fc.subarray(
        texts.map((text) => keyOf(type, text)),
        { minLength: texts.length >> 1 },
      ),
      filters: fc.array(filterOf(keys, key), { minLength: 6, maxLength: 6 }),
    })
    .map(({ bounds, owners, otherwise, rows, filters }): Case => {
      const ends = [undefined, ...bounds, undefined];
      const ranges = ends.slice(1).flatMap((to, i) => {
        const [from, owner] = [ends[i], owners[i]];
        if (owner === undefined) return [];
        return [
          {
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            shard: owner,
          },
        ];
      });
      const { model, scale } = keys;
      const manifest = {
        ...{ version: 2, epoch: 1, shards: Object.fromEntries(SHARDS.map((name) => [name, {}])) },
        groups: {
          [model]: {
            ...{ strategy: 'range', key: { [field]: type }, ranges },
            ...(otherwise === undefined ? {} : { default: otherwise }),
          },
        },
        models: {
          [model]: {
            ...{ name: model, delegate: model.toLowerCase(), group: model },
            shardKey: [{ field, type, ...(scale === undefined ? {} : { scale }) }],
            ...{ compoundUniques: {}, relations: {}, scalars: {}, primaryKey: [] },
          },
        },
      };
      return { keys, manifest, rows, filters };
    });
});

function filterOf({ field, given, type }: Keys, key: fc.Arbitrary<KeyValue>): fc.Arbitrary<Loose> {
  const value = key.map(given);
  const list = fc.array(value, { maxLength: 3 });
  const one = fc.oneof(
    { arbitrary: value, weight: 1 },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('gte', 'gt', 'lt', 'lte'), value)
        .map(([operator, end]) => ({ [operator]: end })),
    },
    {
      weight: 4,
      arbitrary: fc.record(
        { gte: value, gt: value, lt: value, lte: value, in: list, equals: value },
        { requiredKeys: [] },
      ),
    },
    fc.record({ not: value, notIn: list, gte: value }, { requiredKeys: ['gte'] }),
    ...(type === 'text'
      ? [
          fc.record({ equals: value, mode: fc.constant('insensitive') }),
          fc.record({ contains: value }),
        ]
      : []),
  );
  const { filter } = fc.letrec((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      one.map((said) => ({ [field]: said })),
      fc.record(
        {
          [field]: one,
          AND: fc.oneof(tie('filter'), fc.array(tie('filter'), { maxLength: 2 })),
          OR: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }),
          NOT: tie('filter'),
        },
        { requiredKeys: [] },
      ),
    ),
  }));
  return filter;
}

test('any ranges have the rows of one database, and any filter finds them where it looks', async () => {
  const seen = { pruned: 0, all: 0, homeless: 0, matched: 0 };
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ keys, manifest, rows, filters }) => {
      const { field, given, model } = keys;
      const urls = SHARDS.map((name) => [name, shards.virtual.shard(name).url] as const);
      const options = { shards: Object.fromEntries(urls) };
      const runtime = createShardRuntime({ manifest, PrismaClient: shards.PrismaClient, options });
      const repository = repositoryOf(runtime, model);
      const oracle = shards.oracle[model.toLowerCase()];
      try {
        for (const row of rows) {
          const data = { [field]: given(row) };
          const created = await repository
            .call('create', { data })
            .catch((error: Loose) => error.code);
          if (created === 'SG3021') seen.homeless += 1;
          else expect(created).toEqual(await oracle?.create({ data }));
        }
        for (const where of filters) {
          const label = inspect({ where, manifest, rows }, { depth: 9 });
          const asked = runtime.router.shardsFor(runtime.router.plan(model), where).length;
          seen[asked < SHARDS.length ? 'pruned' : 'all'] += 1;
          const [ours, count, theirs] = await Promise.all([
            repository.onAllShards().findMany({ where }),
            repository.onAllShards().count({ where }),
            oracle?.findMany({ where }),
          ]);
          const asSet = (list: Loose) =>
            list.map((row: Loose) => String(row[field]?.toISOString?.() ?? row[field])).sort();
          expect(asSet(ours), label).toEqual(asSet(theirs));
          expect(count, label).toBe(theirs.length);
          seen.matched += theirs.length;
        }
      } finally {
        await oracle?.deleteMany();
        await Promise.all(
          SHARDS.map((_, i) =>
            runtime.executor.prepare(i, { model, method: 'deleteMany', args: {} }),
          ),
        );
        await runtime.disconnect();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Each of these happens, or nothing was proved.
  expect(Math.min(...Object.values(seen)), inspect(seen)).toBeGreaterThan(RUNS / 10);
}, 300_000);
