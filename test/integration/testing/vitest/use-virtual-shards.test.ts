import { inspect } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualShards } from '../../../../runtime/testing/index.js';
import { useVirtualShards } from '../../../../runtime/testing/vitest/index.js';
import type { LooseShards } from '../../../support/generated-shards.js';
import { kitFor, model, usersOf } from '../support/kit.js';

const kit = await kitFor('use-virtual-shards');
const coded = (code: string) => expect.objectContaining({ code });

/** Rows of all shards. */
const count = (db: LooseShards) => model(db, 'user').onAllShards().count();
const create = (db: LooseShards, id: bigint | undefined) =>
  model(db, 'user').create({ data: { id, name: 'Ada' } });

/** Every way to use what was destructured, by name. */
const uses = (virtual: VirtualShards<LooseShards, string>) => {
  const { db, names, shards, shard, queries, clock, failPoints, withRandomFaults } = virtual;
  return {
    'a model': () => db['user'],
    'the names of models': () => Object.keys(db),
    'whether there is a model': () => 'user' in db,
    'a name': () => names[0],
    'a list of names': () => [...names],
    'a walk over names': () => names.map(String),
    'a shard': () => shards['shard_1'],
    'a shard by name': () => shard('shard_1'),
    'the log': () => queries.statements,
    'the log as text': () => String(queries),
    'the clock': () => clock.now(),
    'fail points': () => failPoints.all,
    'a matcher': () => expect(db).not.toHaveScattered(),
    'random faults': () => withRandomFaults(1, () => 'done'),
    'a reset': () => virtual.reset(),
  };
};

/** What a use answers, or the code of its error. */
async function outcome(use: () => unknown): Promise<unknown> {
  try {
    return await use();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

describe('before the start', () => {
  const virtual = useVirtualShards(kit, 2);
  const early = Object.entries(uses(virtual)).map(async ([what, use]) => [
    what,
    await outcome(use),
  ]);
  const printed = inspect(virtual.db);
  const awaited = Promise.resolve(virtual.db);

  test('every use is SG7009', async () => {
    const all = Object.keys(uses(virtual)).map((what) => [what, 'SG7009']);
    expect(await Promise.all(early)).toEqual(all);
  });

  test('and in a test none is', async () => {
    const answers = Object.values(uses(virtual)).map(outcome);
    expect(await Promise.all(answers)).not.toContain('SG7009');
  });

  test('printing and awaiting ask for nothing', async () => {
    expect(printed).toContain('not started yet');
    expect(await awaited).toBe(virtual.db);
  });
});

describe('what is destructured', () => {
  const { db, names, shards, queries, failPoints } = useVirtualShards(kit, {
    shards: ['shard_4', 'shard_2'],
  });

  test('looks like what it stands for', async () => {
    expect(names).toEqual(['shard_2', 'shard_4']);
    expect(Array.isArray(names)).toBe(true);
    expect(names.length).toBe(2);
    expect([...names, 'x'].join()).toBe('shard_2,shard_4,x');
    expect(Object.keys(shards)).toEqual(['shard_2', 'shard_4']);
    expect(Object.keys(db)).toEqual(expect.arrayContaining(['user', 'order', '$disconnect']));
    expect({ ...db }['user']).toBe(db['user']);
    expect('nobody' in db).toBe(false);
    expect(JSON.stringify(names)).toBe('["shard_2","shard_4"]');
    expect(inspect(shards)).toContain("name: 'shard_2'");
    expect(failPoints.all.length).toBeGreaterThan(0);
    await count(db);
    expect(queries.shards).toEqual(['shard_2', 'shard_4']);
    expect(String(queries)).toContain('User.count');
  });

  test('refuses what the thing itself refuses', () => {
    expect(() => shards['shard_3']).toThrow(coded('SG7002'));
    expect(() => Object.assign(db, { user: 1 })).toThrow(TypeError);
    expect(() => Object.defineProperty(db, 'user', { value: 1 })).toThrow(TypeError);
    expect(() => Reflect.deleteProperty(db, 'user') || expect.fail()).toThrow();
    expect(() => Object.freeze(db)).toThrow(TypeError);
  });

  test('can be used by several tests of a file side by side with others', async () => {
    await kit.withVirtualShards(1, async (other) => {
      await create(other, 1n);
      expect([await count(other), await count(db)]).toEqual([1, 0]);
    });
  });
});

describe('reset: each', () => {
  const { db, shards, queries } = useVirtualShards(kit, 4);
  const seen: unknown[] = [];
  beforeAll(() => create(db, 100n));
  beforeEach(() => create(db, 200n));
  afterEach(async () => {
    seen.push(queries.statements.length, await outcome(() => count(db)));
  });

  test.each([1, 2])('each test, and its hooks, have new shards: test %i', async () => {
    expect(queries.statements.length).toBe(1);
    expect(await count(db)).toBe(1);
    await create(db, 1n);
    await shards['shard_3']?.failNext({ times: 100 });
  });

  test('after-hooks still see what the test left behind', () => {
    // Insert of the hook, four counts, insert of the test; then a shard that fails.
    expect(seen).toEqual([6, 'SG5002', 6, 'SG5002']);
  });
});

describe('reset: never', () => {
  const { db } = useVirtualShards(kit, { shards: 2, reset: 'never' });
  beforeAll(() => create(db, 100n));

  test.concurrent.each([1n, 2n, 3n])(
    'rows stay, and tests may run at the same time: %i',
    async (id) => {
      await create(db, id);
      expect(await count(db)).toBeGreaterThan(1);
    },
  );

  test('as the next test sees', async () => {
    expect(await count(db)).toBe(4);
    expect(db).toHaveQueried();
  });
});

describe('fake time', () => {
  const { db, clock, shards } = useVirtualShards(kit, { shards: 1, time: 'fake' });

  test('advances', async () => {
    await count(db); // connects
    const before = clock.now();
    await shards['shard_1']?.slow(5000);
    const answer = count(db).then(Number); // calls are lazy
    await clock.advance(10_000);
    expect(await answer).toBe(0);
    expect(clock.now() - before).toBe(10_000);
  });
});

describe('random faults', () => {
  const { db, withRandomFaults } = useVirtualShards(kit, 2);

  test('answer what the function answers', async () => {
    expect(await withRandomFaults(7, () => count(db), { rate: 0 })).toBe(0);
    const [id] = usersOf(db, 'shard_2');
    const failing = withRandomFaults(7, () => create(db, id), { rate: 1, kinds: ['error'] });
    await expect(failing).rejects.toMatchObject({ code: 'SG7014', seed: 7 });
  });
});

describe('wrong options', () => {
  test('of its own are refused at once', () => {
    for (const reset of ['after', true, null]) {
      // What JavaScript callers may write.
      const options = { shards: 1, reset: reset as 'each' };
      expect(() => useVirtualShards(kit, options)).toThrow(coded('SG7010'));
    }
  });
});
