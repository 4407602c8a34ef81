import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../../support/generated-shards.js';
import { anyFilter, exactFilter, KEYED, keysOf, rowsOf } from './keys.js';

const RUNS = Number(process.env['RUNS'] ?? 60);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let shards: GeneratedShards;
let db: Loose;
let oracle: Loose;

beforeAll(async () => {
  const strategies = { Plan: { file: at('by-tier.ts'), export: 'default' } };
  shards = await startGeneratedShards('scatter-keyed-prune', at('schema.prisma'), strategies);
  db = shards.db;
  oracle = shards.oracle;
  // Not of every key, so that filters also name keys that have no row.
  for (const keyed of KEYED) {
    const made = await db[keyed.delegate].createManyAndReturn({ data: rowsOf(keyed) });
    await oracle[keyed.delegate].createMany({ data: made });
  }
});
afterAll(() => shards.stop());

/** Runs a call that has to ask these shards, and no other. */
async function askedOnly(call: () => Promise<Loose>, names: readonly string[]): Promise<Loose> {
  const { queries } = shards.virtual;
  queries.clear();
  const answer = await call();
  expect([...queries.shards].sort()).toEqual([...names].sort());
  return answer;
}

const asSet = (rows: readonly Loose[]) => rows.map((each) => inspect(each)).sort();

describe.each(KEYED)('$model', (keyed) => {
  const { delegate } = keyed;

  test('any filter finds the rows of one database where it looks', async () => {
    let matched = 0;
    let pruned = 0;
    await fc.assert(
      fc.asyncProperty(anyFilter(keyed), async (where) => {
        shards.virtual.queries.clear();
        const label = inspect(where, { depth: 9 });
        const ours = await db[delegate].onAllShards().findMany({ where });
        if (shards.virtual.queries.shards.length < shards.names.length) pruned += 1;
        const theirs = await oracle[delegate].findMany({ where });
        expect(asSet(ours), label).toEqual(asSet(theirs));
        expect(await db[delegate].onAllShards().count({ where }), label).toBe(theirs.length);
        matched += theirs.length;
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Else nothing was proved.
    expect(matched).toBeGreaterThan(RUNS / 4);
    expect(pruned).toBeGreaterThan(RUNS / 10);
  });

  test('a filter that says the keys asks their owners, and no other shard', async () => {
    const keys = keysOf(keyed);
    const owners = new Map<Loose, string | undefined>();
    for (const key of keys) {
      const route: Loose = await db[delegate].route(key);
      // No shard has a key without an entry in the directory.
      owners.set(key, route.kind === 'single' ? route.shard : undefined);
    }
    const sizes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(exactFilter(keyed), async ({ where, says }) => {
        const names = new Set(keys.filter(says).flatMap((key) => owners.get(key) ?? []));
        // One is asked where none can have a row: it says so in Prisma's words.
        const expected = names.size === 0 ? shards.names.slice(0, 1) : [...names];
        const rows = await askedOnly(
          () => db[delegate].onAllShards().findMany({ where }),
          expected,
        );
        expect(asSet(rows)).toEqual(asSet(await oracle[delegate].findMany({ where })));
        sizes.add(names.size);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(sizes.size).toBeGreaterThan(1);
  });
});

describe('ids that carry a bucket', () => {
  test('lead to the shards of their rows', async () => {
    const all: Loose[] = await oracle.order.findMany();
    const some = all.slice(0, 3);
    const homes = some.map(({ userId }) => db.order.route({ userId }).shard);
    const byIds = { id: { in: some.map(({ id }) => id) } };
    const rows = await askedOnly(
      () => db.order.onAllShards().findMany({ where: byIds }),
      [...new Set(homes)].sort(),
    );
    expect(asSet(rows)).toEqual(asSet(some));
    const [first] = some;
    const either = { OR: [{ id: first.id }, { user: { id: first.userId } }] };
    const own = await askedOnly(
      () => db.order.onAllShards().findMany({ where: either }),
      [homes[0]],
    );
    expect(asSet(own)).toEqual(asSet(await oracle.order.findMany({ where: either })));
  });
});

test('onShards([...]) asks the owners among those that it names', async () => {
  const ids = [1n, 2n, 3n, 4n, 5n];
  const homes = [...new Set(ids.map((id) => db.user.route({ id }).shard))].sort();
  expect(homes.length).toBeGreaterThan(1);
  const named = homes.slice(1);
  const where = { id: { in: ids } };
  const rows = await askedOnly(() => db.user.onShards(named).findMany({ where }), named);
  const there = ids.filter((id) => named.includes(db.user.route({ id }).shard));
  expect(rows.map(({ id }: Loose) => id).sort()).toEqual(there);
});

test('keys that are too many to look at are asked of all shards', async () => {
  const codes = Array.from({ length: 40 }, (_, code) => code);
  const regions = Array.from({ length: 40 }, (_, i) => `r${i}`).concat('eu');
  const where = { region: { in: regions }, code: { in: codes } };
  const rows = await askedOnly(() => db.depot.onAllShards().findMany({ where }), shards.names);
  expect(asSet(rows)).toEqual(asSet(await oracle.depot.findMany({ where })));
});

test('a key without an entry in the directory has no shard, and gets none', async () => {
  const where = {
    OR: [
      { region: 'FREE', code: 'nobody' },
      { region: 'PAID', code: 'x'.repeat(3000) },
    ],
  };
  const none = shards.names.slice(0, 1);
  expect(await askedOnly(() => db.tenant.onAllShards().findMany({ where }), none)).toEqual([]);
  expect(await db.tenant.route({ region: 'FREE', code: 'nobody' })).toMatchObject({
    placed: false,
  });
});
