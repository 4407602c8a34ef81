import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from '../../support/generated-shards.js';
import { type Ranges, startRanges } from './support.js';

let shards: Ranges;
let accounts: Loose;

beforeAll(async () => {
  shards = await startRanges('ranges-of-chosen-shards');
  accounts = shards.db['account'];
  const ids = [1, 1000, 5000, 10000, 500000];
  await accounts.createMany({ data: ids.map((id) => ({ id, userId: 1 })) });
});
afterAll(() => shards.stop());

test.each([
  [['h1', 'h2'], { id: { lt: 10000 } }, [1000, 5000], ['h1']],
  [['h2', 'h1'], { id: { gte: 5000 } }, [5000, 10000], ['h1', 'h2']],
  [['current', 'h2'], { id: 500000 }, [500000], ['current']],
  [['h2', 'current'], { id: 1 }, [], ['h2']],
  [['y2023', 'h1'], undefined, [1, 1000, 5000], ['y2023', 'h1']],
])('%j with %j', async (names, where, ids, asked) => {
  const { queries } = shards.virtual;
  queries.clear();
  const found = await accounts.onShards(names).findMany({ where });
  expect(found.map(({ id }: Loose) => id)).toEqual(ids);
  expect([...queries.shards].sort()).toEqual([...asked].sort());
  expect(await accounts.onShards(names).count({ where })).toBe(ids.length);
});

test('an unknown filter is refused, also where no shard can have a row', async () => {
  await expect(
    accounts.onShards(['h2']).findMany({ where: { id: 1, nope: 1 } }),
  ).rejects.toMatchObject({
    name: 'PrismaClientValidationError',
  });
});
