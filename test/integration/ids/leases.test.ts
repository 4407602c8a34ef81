import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../runtime/clock/clock.js';
import type { ControlDatabase } from '../../../runtime/control/control-database.js';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import { installControl } from '../../../runtime/control/install-control.js';
import { decodeSnowflake } from '../../../runtime/id-layout/snowflake.js';
import {
  ID_EPOCH_MS,
  SNOWFLAKE_LAYOUTS,
  type SnowflakeLayout,
} from '../../../runtime/id-layout/snowflake-layout.js';
import { createLeaseStore, type LeaseStore } from '../../../runtime/ids/lease-store.js';
import { LeasedWorker } from '../../../runtime/ids/leased-worker.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';

const RUNS = Number(process.env['RUNS'] ?? 15);

/** Few workers, and few ids in each tick. */
const FEW = SNOWFLAKE_LAYOUTS.snowflake53.bucketed;
const WORKERS = 2 ** FEW.workerBits;

let url = '';
let control: ControlDatabase;
let store: LeaseStore;

beforeAll(async () => {
  const [fresh = ''] = await freshDatabases(1);
  url = fresh;
  await installControl(url);
  control = createControlDatabase({ url });
  store = createLeaseStore(control);
});
afterAll(async () => {
  await control.disconnect();
  await dropDatabases([url]);
});
beforeEach(async () => {
  await control.query(
    `UPDATE shardgen.id_worker SET token = NULL, expires_at = '-infinity', until_tick = 0`,
  );
});

/** Time stands still until it is told to pass. */
function stillClock(): Clock & { pass(ms: number): void } {
  let time = 0;
  return {
    now: () => time,
    elapsed: () => time,
    after: () => () => undefined,
    pass: (ms) => {
      time += ms;
    },
  };
}

function worker(layout = FEW, clock: Clock = stillClock(), of = store): LeasedWorker {
  return new LeasedWorker(layout, of, clock);
}

/** Ids of one worker, which leases what it needs. */
async function make(from: LeasedWorker, count: number, bucket = 0): Promise<bigint[]> {
  const ids: bigint[] = [];
  while (ids.length < count) {
    const id = from.next(bucket);
    if (id === undefined) await from.renew(count - ids.length);
    else ids.push(id);
  }
  return ids;
}

const partsOf = (id: bigint | undefined, layout: SnowflakeLayout = FEW) => {
  const parts = id === undefined ? undefined : decodeSnowflake(layout, id);
  if (parts === undefined) throw new Error(`${id} is no id`);
  return parts;
};

const allDiffer = (ids: readonly bigint[]) => expect(new Set(ids).size).toBe(ids.length);

/** As if nothing had been heard of the lessees for a while. */
const expire = () =>
  control.query(`UPDATE shardgen.id_worker SET expires_at = now() - interval '1 second'`);

const rows = (layout = FEW) =>
  control.query<{ worker: number; until: number; leased: boolean }>(
    `SELECT worker, until_tick::float8 AS until, expires_at > now() AS leased
     FROM shardgen.id_worker WHERE layout = $1 ORDER BY worker`,
    [layout.name],
  );

describe('a worker number', () => {
  test('belongs to one of the many that ask at once; the others are told', async () => {
    const asking = Array.from({ length: WORKERS + 8 }, () => worker());
    const answers = await Promise.allSettled(asking.map((one) => make(one, 1)));
    const ids = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(new Set(ids.map((id) => partsOf(id).worker)).size).toBe(WORKERS);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array(8).fill('SG3803'));
    expect(refused[0].message).toContain(`all ${WORKERS} worker numbers of ${FEW.name} ids`);
  });

  test('that is given back is free at once, from the ticks on that were not used', async () => {
    const all = Array.from({ length: WORKERS }, () => worker());
    for (const one of all) await make(one, 1);
    const late = worker();
    await expect(make(late, 1)).rejects.toMatchObject({ code: 'SG3803' });
    const [first] = all;
    const [last] = first === undefined ? [] : await make(first, 1);
    await first?.release();
    const [id] = await make(late, 1);
    expect(partsOf(id).worker).toBe(partsOf(last).worker);
    expect(partsOf(id).tick).toBe(partsOf(last).tick + 1);
  });

  test('that is given back while more ticks are asked for is not used any more', async () => {
    let asked: Promise<unknown> = Promise.resolve();
    const slow: LeaseStore = {
      ...store,
      extend(...args) {
        const answer = store.extend(...args);
        asked = answer;
        return answer;
      },
      async release(...args) {
        await asked;
        await store.release(...args);
      },
    };
    const one = worker(FEW, stillClock(), slow);
    const before = await make(one, 1);
    // Who waited for the first ticks asks for more at once.
    const again = one.renew().then(() => one.renew());
    await Promise.all([again, one.release()]);
    const others = Array.from({ length: WORKERS }, () => worker());
    const theirs: bigint[] = [];
    for (const other of others) theirs.push(...(await make(other, 100)));
    const after = Array.from({ length: 100 }, () => one.next()).filter((id) => id !== undefined);
    allDiffer([...before, ...theirs, ...after]);
  });

  test('of a program that has died is free when its lease has ended', async () => {
    const all = Array.from({ length: WORKERS }, () => worker());
    for (const one of all) await make(one, 1);
    await expire();
    const [id] = await make(worker(), 1);
    expect(partsOf(id).worker).toBeLessThan(WORKERS);
  });

  test('goes on with its lessee, as long as nobody took it', async () => {
    const clock = stillClock();
    const one = worker(FEW, clock);
    const [first] = await make(one, 1);
    await expire();
    clock.pass(600_000);
    const [second] = await make(one, 1);
    expect(partsOf(second).worker).toBe(partsOf(first).worker);
    expect((await rows()).filter(({ leased }) => leased)).toHaveLength(1);
  });
});

describe('ticks', () => {
  test('are those of the database, whatever the process says', async () => {
    const clock = stillClock();
    const { plain } = SNOWFLAKE_LAYOUTS.snowflake;
    const before = Date.now();
    const [id] = await make(worker(plain, clock), 1);
    const time = ID_EPOCH_MS + partsOf(id, plain).tick;
    expect(time).toBeGreaterThanOrEqual(before - 1);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  test('pass as the process counts them', async () => {
    const clock = stillClock();
    const one = worker(FEW, clock);
    const [first] = await make(one, 1);
    clock.pass(10 * FEW.tickMs);
    const [second] = await make(one, 1);
    expect(partsOf(second).tick).toBe(partsOf(first).tick + 10);
  });

  test('of a lessee that slept past its lease and goes on are not those of the next one', async () => {
    const sleeper = worker();
    const before = await make(sleeper, 10);
    const numbers = new Set(before.map((id) => partsOf(id).worker));
    await expire();
    const others = Array.from({ length: WORKERS }, () => worker());
    const taken: bigint[] = [];
    for (const other of others) taken.push(...(await make(other, 40)));
    expect(taken.some((id) => numbers.has(partsOf(id).worker))).toBe(true);
    // As many as it may make without asking anybody.
    const awake: bigint[] = [];
    for (let id = sleeper.next(); id !== undefined; id = sleeper.next()) awake.push(id);
    expect(awake.length).toBeGreaterThan(1000);
    expect(awake.every((id) => numbers.has(partsOf(id).worker))).toBe(true);
    allDiffer([...before, ...taken, ...awake]);
    // When it asks, somebody else has the number, and all others are taken.
    await expect(sleeper.renew()).rejects.toMatchObject({ code: 'SG3803' });
    await others[0]?.release();
    allDiffer([...before, ...taken, ...awake, ...(await make(sleeper, 10))]);
  });

  test('begin behind all that a number may have been used with, also when the clock went back', async () => {
    const ahead = 2 ** 30;
    await control.query('UPDATE shardgen.id_worker SET until_tick = $1', [ahead]);
    const [id] = await make(worker(), 1);
    expect(partsOf(id).tick).toBe(ahead);
  });

  test('never go back, also when the clock of the database does between two leases', async () => {
    const clock = stillClock();
    let back = 0;
    const skewed: LeaseStore = {
      ...store,
      async extend(...args) {
        const held = await store.extend(...args);
        return held && { ...held, now: held.now - back };
      },
    };
    const one = worker(FEW, clock, skewed);
    const ids = await make(one, 5);
    back = 100_000;
    for (let i = 0; i < 5; i += 1) {
      clock.pass(50_000);
      await one.renew();
      ids.push(...(await make(one, 5)));
    }
    allDiffer(ids);
    expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids);
  });

  test('run ahead of the clock when ids are asked for faster, and are leased before', async () => {
    const count = 20_000;
    const ids = await make(worker(), count, 7);
    allDiffer(ids);
    expect(new Set(ids.map((id) => partsOf(id).bucket))).toEqual(new Set([7]));
    const last = partsOf(ids.at(-1));
    expect(last.tick - partsOf(ids[0]).tick).toBe(Math.ceil(count / 2 ** FEW.sequenceBits) - 1);
    const held = (await rows()).find(({ worker: number }) => number === last.worker);
    expect(held?.until).toBeGreaterThan(last.tick);
  });

  test('that no id has room for are refused', async () => {
    await control.query('UPDATE shardgen.id_worker SET until_tick = $1', [2 ** FEW.tickBits]);
    await expect(make(worker(), 1)).rejects.toMatchObject({ code: 'SG3805' });
  });

  test('count in each bucket for itself', async () => {
    const one = worker();
    const ids = [
      ...(await make(one, 3, 1)),
      ...(await make(one, 3, 4095)),
      ...(await make(one, 3, 1)),
    ];
    expect(ids.map((id) => partsOf(id).sequence)).toEqual([0, 1, 2, 0, 1, 2, 3, 4, 5]);
    allDiffer(ids);
  });
});

test('a program that makes ids asks for more ticks before it needs them', async () => {
  const clock = stillClock();
  let asked = 0;
  const watched: LeaseStore = {
    ...store,
    extend(...args) {
      asked += 1;
      return store.extend(...args);
    },
  };
  const one = worker(FEW, clock, watched);
  await make(one, 1);
  clock.pass(30_000);
  expect(one.next()).toBeDefined();
  expect(asked).toBe(0);
  clock.pass(15_000);
  expect([one.next(), one.next()]).not.toContain(undefined);
  expect(asked).toBe(1);
  await one.renew();
  clock.pass(30_000);
  expect(one.next()).toBeDefined();
});

test('no two ids are alike, whatever happens to the leases', async () => {
  const step = fc.oneof(
    fc.record({ make: fc.integer({ min: 1, max: 400 }), bucket: fc.integer({ min: 0, max: 1 }) }),
    fc.record({ pass: fc.integer({ min: 1, max: 100_000 }) }),
    fc.constantFrom({ expire: true }, { release: true }, { forget: true }, { renew: true }),
  );
  const steps = fc.array(fc.tuple(fc.nat({ max: 3 }), step), { minLength: 10, maxLength: 60 });
  const seen = new Set<bigint>();
  let made = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const clocks = Array.from({ length: 4 }, stillClock);
      const workers = clocks.map((clock) => worker(FEW, clock));
      for (const [at, one] of all) {
        const [mine, clock] = [workers[at], clocks[at]];
        if (mine === undefined || clock === undefined) throw new Error('no such worker');
        if ('make' in one) {
          for (const id of await make(mine, one.make, one.bucket)) seen.add(id);
          made += one.make;
        } else if ('pass' in one) clock.pass(one.pass);
        else if ('expire' in one) await expire();
        else if ('release' in one) await mine.release();
        else if ('forget' in one) mine.forget();
        else await mine.renew();
      }
      await Promise.all(workers.map((each) => each.release()));
      await expire();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(made).toBeGreaterThan(1000);
  expect(seen.size).toBe(made);
});
