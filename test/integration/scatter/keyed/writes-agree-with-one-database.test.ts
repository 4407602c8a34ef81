import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../../support/generated-shards.js';
import { anyFilter, KEYED, type Keyed, rowsOf } from './keys.js';

const RUNS = Number(process.env['RUNS'] ?? 40);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let shards: GeneratedShards;
let db: Loose;
let oracle: Loose;
const seeds = new Map<string, readonly Loose[]>();

beforeAll(async () => {
  const strategies = { Plan: { file: at('by-tier.ts'), export: 'default' } };
  shards = await startGeneratedShards('scatter-keyed-writes', at('schema.prisma'), strategies);
  db = shards.db;
  oracle = shards.oracle;
  for (const keyed of KEYED) {
    const made = await db[keyed.delegate].createManyAndReturn({ data: rowsOf(keyed) });
    await oracle[keyed.delegate].createMany({ data: made });
    seeds.set(keyed.model, made);
  }
});
afterAll(() => shards.stop());

const asSet = (rows: readonly Loose[]) => rows.map((row) => inspect(row)).sort();

/** Brings back what was deleted, here as there; a row that is left keeps what was written to it. */
async function refill(): Promise<void> {
  for (const { delegate, model } of KEYED) {
    const rows = { data: seeds.get(model), skipDuplicates: true };
    expect(await db[delegate].createMany(rows)).toEqual(await oracle[delegate].createMany(rows));
  }
}

const data = fc.constantFrom<Loose>(
  { score: { increment: 1 } },
  { score: { multiply: 2 }, name: 'b' },
  { name: 'a' },
  { name: undefined },
);

const anyWrite = (keyed: Keyed) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constant('updateMany'), fc.record({ where: anyFilter(keyed), data })),
    },
    fc.tuple(fc.constant('deleteMany'), fc.record({ where: anyFilter(keyed) })),
  );

describe.each(KEYED)('$model', (keyed) => {
  const { delegate } = keyed;

  test('any updateMany and deleteMany writes what it writes on one database', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(anyWrite(keyed), async ([method, args]) => {
        await refill();
        const label = `${method}(${inspect(args, { depth: 9 })})`;
        const ours = await db[delegate].onAllShards()[method](args);
        expect(ours, label).toEqual(await oracle[delegate][method](args));
        for (const each of KEYED) {
          const rows = await db[each.delegate].onAllShards().findMany();
          expect(asSet(rows), label).toEqual(asSet(await oracle[each.delegate].findMany()));
        }
        written += ours.count;
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(written).toBeGreaterThan(RUNS / 4);
  }, 120_000);
});

test('without a filter all rows are written, and without arguments all are deleted', async () => {
  await refill();
  const everybody = { data: { score: 7 } };
  expect(await db.event.onAllShards().updateMany(everybody)).toEqual(
    await oracle.event.updateMany(everybody),
  );
  expect(await db.event.onAllShards().deleteMany()).toEqual(await oracle.event.deleteMany());
  expect(await db.event.onAllShards().count()).toBe(0);
});

test('onShards([...]) writes on the shards that it names', async () => {
  await refill();
  const { queries } = shards.virtual;
  queries.clear();
  const { count } = await db.user.onShards(['shard_3', 'shard_1']).updateMany({
    where: { score: { gte: 0 } },
    data: { name: 'there' },
  });
  expect([...queries.shards].sort()).toEqual(['shard_1', 'shard_3']);
  const there: Loose[] = await db.user.onAllShards().findMany({ where: { name: 'there' } });
  expect(there).toHaveLength(count);
  expect(there.filter(({ id }) => !/[13]$/.test(db.user.route({ id }).shard))).toEqual([]);
  expect(await db.user.onShards(['shard_1', 'shard_3']).count()).toBe(count);
});
