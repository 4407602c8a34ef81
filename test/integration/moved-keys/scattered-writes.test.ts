import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { otherClient } from './seams.js';
import { createTenant, LIFETIME_MS, readAll, startLookup } from './support.js';

let shards: GeneratedShards;
let db: Loose;
let oracle: Loose;

beforeAll(async () => {
  shards = await startLookup('moved-keys-scattered-writes');
  db = shards.db;
  oracle = shards.oracle;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const ACME = { id: 'acme' };
const TENANTS = ['acme', 'b', 'c', 'd', 'e'];
const POINTS = ['marked', 'fenced', 'copied', 'switched', 'opened', 'purged'];
/** Where the rows of the key are closed on both shards, or on the one that has them. */
const CLOSED = ['fenced', 'copied', 'switched'];
const INCREMENT = { data: { score: { increment: 1 } } };

/** Tenants on several shards, here as in the one database; answers where one is, and another shard. */
async function tenants(): Promise<readonly [from: string, to: string]> {
  for (const id of TENANTS) {
    await createTenant(db, id);
    await createTenant(oracle, id);
  }
  const { shard } = await db.tenant.route(ACME);
  return [shard, shards.names.find((name) => name !== shard) ?? ''];
}

/** A client as another process has one. */
const newClient = (): Loose =>
  shards.createClient(
    otherClient({
      urls: shards.urls,
      control: shards.virtual.control?.url ?? '',
      lifetimeMs: LIFETIME_MS,
    }),
  );

const outcomeOf = (work: Promise<Loose>) =>
  work.then(
    (value) => ({ value }),
    (error: Loose) => ({ error }),
  ) as Promise<{ readonly value?: Loose; readonly error?: Loose }>;

describe.each(POINTS)('while a move is %s', (point) => {
  const stopped = async (to: string) => {
    const stop = shards.virtual.failPoints.stopAt('moveKey', POINTS.indexOf(point) + 1);
    const moving = outcomeOf(db.$directory.move('Tenant', ACME, to));
    await stop.reached;
    return {
      goOn() {
        stop.goOn();
        return moving;
      },
    };
  };

  test('rows are written once where they count, or the shard refuses its part by name', async () => {
    const [from, to] = await tenants();
    const { goOn } = await stopped(to);
    const { value, error } = await outcomeOf(db.project.onAllShards().updateMany(INCREMENT));
    if (CLOSED.includes(point)) {
      const closed = point === 'switched' ? to : from;
      expect(error).toMatchObject({
        code: 'SG5003',
        failures: [{ shard: closed, state: 'failed', cause: { code: 'SG3421' } }],
      });
      // The part of that shard was refused as a whole: all of its tenants stay as they are.
      const spared = [];
      for (const id of TENANTS) {
        const { shard } = await db.tenant.route({ id });
        if (shard === closed) spared.push(id);
      }
      const where = { tenantId: { notIn: spared } };
      expect(await oracle.project.updateMany({ where, ...INCREMENT })).toEqual({
        count: error.written.reduce((sum: number, each: Loose) => sum + each.count, 0),
      });
    } else {
      expect(error).toBeUndefined();
      expect(value).toEqual(await oracle.project.updateMany(INCREMENT));
    }
    expect(await readAll(db)).toEqual(await readAll(oracle, false));
    expect((await goOn()).error).toBeUndefined();
    expect(await readAll(db)).toEqual(await readAll(oracle, false));
  });

  test.runIf(['marked', 'copied', 'opened'].includes(point))(
    'what is deleted stays deleted',
    async () => {
      const [, to] = await tenants();
      const { goOn } = await stopped(to);
      const where = { id: { lte: 1 } };
      const { error } = await outcomeOf(db.task.onAllShards().deleteMany({ where }));
      expect(error?.code).toBe(CLOSED.includes(point) ? 'SG5003' : undefined);
      await goOn();
      await db.task.onAllShards().deleteMany({ where });
      await oracle.task.deleteMany({ where });
      expect(await readAll(db)).toEqual(await readAll(oracle, false));
    },
  );

  test('a write that names the key is refused while it is being moved, before anything is sent', async () => {
    const [, to] = await tenants();
    const { goOn } = await stopped(to);
    const where = { tenantId: { in: ['acme', 'b'] } };
    // Who still remembers the entry may write while the move is only marked: this one has never asked.
    const stranger = newClient();
    const across = stranger.project.onAllShards();
    const { error } = await outcomeOf(across.updateMany({ where, ...INCREMENT }));
    // From the switch on the entry says the new shard, which takes writes when it is opened.
    const code = { marked: 'SG3412', fenced: 'SG3412', copied: 'SG3412', switched: 'SG5003' };
    expect(error?.code).toBe(Reflect.get(code, point));
    await stranger.$disconnect();
    await goOn();
    if (error === undefined) await oracle.project.updateMany({ where, ...INCREMENT });
    if (point === 'switched') return;
    expect(await readAll(db)).toEqual(await readAll(oracle, false));
  });
});

test('a write that takes longer than a move says that rows may have been written twice', async () => {
  const [, to] = await tenants();
  const other = newClient();
  // The statement of one shard waits for as long as a move takes.
  await shards.virtual.shard(to).partition();
  const write = outcomeOf(db.project.onAllShards().updateMany(INCREMENT));
  await new Promise((done) => setTimeout(done, 300));
  await other.$directory.move('Tenant', ACME, to);
  await shards.virtual.shard(to).restore();
  expect(await write).toMatchObject({
    error: { code: 'SG5006', message: expect.stringContaining('18 rows') },
  });
  expect(await other.project.findMany({ where: { tenantId: 'acme', id: 1 } })).toMatchObject([
    { score: 12 },
  ]);
  await other.$disconnect();
});
