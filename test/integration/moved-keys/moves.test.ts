import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ControlDatabase } from '../../../runtime/control/control-database.js';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { otherClient } from './seams.js';
import { createTenant, LIFETIME_MS, readAll, run, startLookup } from './support.js';

let shards: GeneratedShards;
let db: Loose;
let control: ControlDatabase;

beforeAll(async () => {
  shards = await startLookup('moved-keys-moves', { Tenant: { shard_4: { acceptNewKeys: false } } });
  db = shards.db;
  control = createControlDatabase({ url: shards.virtual.control?.url ?? '' });
});
afterAll(async () => {
  await control.disconnect();
  await shards.stop();
});
beforeEach(() => shards.reset());

const ACME = { id: 'acme' };
const POINTS = ['marked', 'fenced', 'copied', 'switched', 'opened', 'purged'];
const stopAt = (point: string) =>
  shards.virtual.failPoints.stopAt('moveKey', POINTS.indexOf(point) + 1);
const urlOf = (shard: string) => shards.virtual.shard(shard).url;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Loose) => error.code,
  );

/** Two tenants on one shard, as here as in the one database; answers their shard and two others. */
async function twoTenants(): Promise<readonly [from: string, to: string, other: string]> {
  await createTenant(db, 'acme');
  await createTenant(shards.oracle, 'acme');
  const { shard } = await db.tenant.route(ACME);
  const neighbour = await placedOn(shard);
  await createTenant(db, neighbour);
  await createTenant(shards.oracle, neighbour);
  const [to = '', other = ''] = ['shard_1', 'shard_2', 'shard_3'].filter((name) => name !== shard);
  return [shard, to, other];
}

async function placedOn(shard: string): Promise<string> {
  for (let i = 0; ; i++) {
    const { candidate, placed } = await db.tenant.route({ id: `n${i}` });
    if (!placed && candidate === shard) return `n${i}`;
  }
}

/** Everything reads as in the one database, and the shards hold each row once. */
async function expectAllWell(home: string): Promise<void> {
  expect(await readAll(db)).toEqual(await readAll(shards.oracle, false));
  expect(await db.tenant.route(ACME)).toMatchObject({ placed: true, shard: home });
  const include = {
    projects: { orderBy: { id: 'asc' }, include: { tasks: { orderBy: { id: 'asc' } } } },
  };
  expect(await db.tenant.findUnique({ where: ACME, include })).toEqual(
    await (shards.oracle as Loose).tenant.findUnique({ where: ACME, include }),
  );
  for (const name of shards.names) {
    const [row] = await run(
      urlOf(name),
      `SELECT count(*)::int AS n FROM "Project" WHERE "tenantId" = 'acme'`,
    );
    expect([name, row.n]).toEqual([name, name === home ? 3 : 0]);
  }
  expect(await db.$directory.unfinishedMoves()).toEqual([]);
  for (const client of [db, shards.oracle as Loose]) {
    await client.task.create({ data: { tenantId: 'acme', projectId: 1, id: 77 } });
    await client.task.delete({
      where: { tenantId_projectId_id: { tenantId: 'acme', projectId: 1, id: 77 } },
    });
  }
}

test('a key goes to another shard, and back, with all rows of its group', async () => {
  const [from, to, other] = await twoTenants();
  const steps: string[] = [];
  const onStep = ({ step }: Loose) => steps.push(step);
  expect(await db.$directory.move('Tenant', ACME, to, { onStep })).toEqual({
    group: 'Tenant',
    from,
    shard: to,
    rows: 10,
  });
  expect(steps).toEqual(['waiting', 'fencing', 'copying', 'switched', 'waiting', 'purging']);
  await expectAllWell(to);
  await db.$directory.move('Tenant', ACME, other);
  await expectAllWell(other);
  await db.$directory.move('Tenant', ACME, from);
  await expectAllWell(from);
  expect((await db.tenant.route(ACME)).version).toBe(4);
  // Moving it where it is does nothing.
  expect(await db.$directory.move('Tenant', ACME, from)).toEqual({
    group: 'Tenant',
    from: undefined,
    shard: from,
    rows: 0,
  });
});

test('keys of several fields, of enums and of uuids are moved', async () => {
  const site = { region: 'US', code: 'a/\\b', number: -1n };
  await db.site.create({ data: { ...site, pages: { create: [{ id: 1 }, { id: 2 }] } } });
  const near = { ...site, number: 1n };
  await db.site.create({ data: near });
  const device = await db.device.create({ data: { port: 5 } });
  const move = async (model: string, root: string, key: Loose) => {
    const { shard } = await db[model].route(key);
    const to = shard === 'shard_1' ? 'shard_2' : 'shard_1';
    const stop = stopAt('copied');
    const moving = codeOf(db.$directory.move(root, key, to));
    await stop.reached;
    expect(await db[model].onAllShards().findMany({ where: key })).toHaveLength(1);
    expect(await db[model].onShard(to).count({ where: key })).toBe(0);
    stop.goOn();
    expect(await moving).toBe('done');
    expect(await db[model].onShard(to).count({ where: key })).toBe(1);
    expect(await db[model].onAllShards().count({ where: key })).toBe(1);
  };
  await move('site', 'Site', site);
  await move('device', 'Device', { id: device.id });
  expect(
    await db.page.count({ where: { siteRegion: 'US', siteCode: 'a/\\b', siteNumber: -1n } }),
  ).toBe(2);
  expect(await db.site.findUnique({ where: { region_code_number: near } })).toMatchObject(near);
});

describe.each(POINTS)('a move that dies when it is %s', (point) => {
  /** Leaves a move as if its process had died. */
  async function broken(to: string) {
    const stop = stopAt(point);
    const dead = codeOf(db.$directory.move('Tenant', ACME, to));
    await stop.reached;
    stop.end();
    expect(await dead).toBe('SG7013');
  }

  test('reads right, refuses writes or takes them, and is finished by the next run', async () => {
    const [from, to] = await twoTenants();
    await broken(to);
    const whole = await readAll(shards.oracle, false);
    const isSwitched = POINTS.indexOf(point) >= POINTS.indexOf('switched');
    const home = isSwitched ? to : from;
    const write = () =>
      codeOf(db.task.updateMany({ where: { tenantId: 'acme' }, data: { title: '' } }));
    for (let i = 0; i < 2; i++) {
      expect(await readAll(db)).toEqual(whole);
      expect(await db.task.count({ where: { tenantId: 'acme' } })).toBe(6);
      for (const name of shards.names) {
        // What stands on a shard, by every way of asking it.
        const reads = db.project.onShard(name);
        const expected = name === home ? 3 : 0;
        const where = { tenantId: 'acme' };
        const own = { tenantId_id: { tenantId: 'acme', id: 2 } };
        expect(await reads.count({ where })).toBe(expected);
        expect(await reads.findMany({ where, orderBy: { id: 'asc' } })).toHaveLength(expected);
        expect((await reads.aggregate({ where, _sum: { score: true } }))._sum.score).toBe(
          expected ? 60 : null,
        );
        expect(await reads.groupBy({ by: ['score'], where, _count: true })).toHaveLength(expected);
        expect((await reads.findFirst({ where })) !== null).toBe(expected > 0);
        expect((await reads.findUnique({ where: own })) !== null).toBe(expected > 0);
        expect((await reads.findUnique({ where: own }).tasks()) ?? []).toHaveLength(
          expected ? 2 : 0,
        );
        expect(
          await db.project.onShards([name]).findMany({ where: { AND: where, NOT: { id: 9 } } }),
        ).toHaveLength(expected);
      }
      const refused = { marked: 'SG3412', fenced: 'SG3412', copied: 'SG3412', switched: 'SG3421' }[
        point
      ];
      expect(await write()).toBe(refused ?? 'done');
      if (refused === undefined) {
        // Back again, so that it stays what the one database says.
        for (const project of [1, 2, 3]) {
          for (const id of [1, 2]) {
            await db.task.update({
              where: { tenantId_projectId_id: { tenantId: 'acme', projectId: project, id } },
              data: { title: `acme ${project} ${id}` },
            });
          }
        }
      }
    }
    expect(await db.$directory.unfinishedMoves()).toMatchObject([
      { group: 'Tenant', key: 'acme', source: from, target: to, switched: isSwitched },
    ]);
    expect(await db.$directory.move('Tenant', ACME, to)).toMatchObject({ shard: to, from });
    await expectAllWell(to);
  });

  test('may be given up before it is switched, and not later', async () => {
    const [from, to, other] = await twoTenants();
    await broken(to);
    const isSwitched = POINTS.indexOf(point) >= POINTS.indexOf('switched');
    if (!isSwitched) {
      expect(await codeOf(db.$directory.move('Tenant', ACME, other))).toBe('SG3423');
      expect(await db.$directory.cancelMove('Tenant', ACME)).toBe(true);
      await expectAllWell(from);
    }
    expect(await db.$directory.cancelMove('Tenant', ACME)).toBe(false);
    // To a third shard; what was left of the other move goes first.
    await db.$directory.move('Tenant', ACME, other);
    await expectAllWell(other);
  });
});

test('of two processes that move one key to one shard, at least one does it', async () => {
  const [, to] = await twoTenants();
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => codeOf(db.$directory.move('Tenant', ACME, to))),
  );
  expect(outcomes).toContain('done');
  for (const outcome of outcomes) expect(['done', 'SG3430']).toContain(outcome);
  await expectAllWell(to);
});

test('a mover that was overtaken changes nothing any more', async () => {
  const [, to] = await twoTenants();
  for (const point of POINTS.slice(1)) {
    const { shard } = await db.tenant.route(ACME);
    const goal = shard === to ? ('shard_1' === to ? 'shard_2' : 'shard_1') : to;
    const stop = stopAt(point);
    const slow = codeOf(db.$directory.move('Tenant', ACME, goal));
    await stop.reached;
    await db.$directory.move('Tenant', ACME, goal);
    stop.goOn();
    expect([point, await slow]).toEqual([point, 'SG3430']);
    await expectAllWell(goal);
  }
}, 60_000);

test('a key that the database takes for the same as another one stays where it is', async () => {
  const loosen = `ALTER TABLE "Project" DROP CONSTRAINT "Project_tenantId_fkey";
    CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    ALTER TABLE "Tenant" ALTER id TYPE text COLLATE any_case`;
  const back = `ALTER TABLE "Tenant" ALTER id TYPE text COLLATE "default"; DROP COLLATION any_case;
    ALTER TABLE "Project" ADD CONSTRAINT "Project_tenantId_fkey" FOREIGN KEY ("tenantId")
      REFERENCES "Tenant" (id) ON DELETE RESTRICT ON UPDATE CASCADE`;
  await createTenant(db, 'acme');
  const from = (await db.tenant.route(ACME)).shard;
  const to = from === 'shard_1' ? 'shard_2' : 'shard_1';
  await run(urlOf(to), loosen);
  try {
    await control.query(
      "INSERT INTO shardgen.directory (group_name, key, shard) VALUES ('Tenant', 'ACME', $1)",
      [to],
    );
    await db.tenant.create({ data: { id: 'ACME', name: 'other' } });
    // They cannot both be there, and the one that was there first is not taken for a leftover.
    expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe('SG3428');
    expect(await db.tenant.onShard(to).findMany()).toEqual([{ id: 'ACME', name: 'other' }]);
    expect(await db.project.count({ where: { tenantId: 'acme' } })).toBe(3);
  } finally {
    await run(urlOf(to), back);
  }
});

test('moves of many keys at once do not disturb each other', async () => {
  const ids = Array.from({ length: 8 }, (_, i) => `many${i}`);
  for (const id of ids) {
    await createTenant(db, id);
    await createTenant(shards.oracle, id);
  }
  await Promise.all(ids.map((id) => db.$directory.move('Tenant', { id }, 'shard_1')));
  expect(await readAll(db)).toEqual(await readAll(shards.oracle, false));
  expect(await db.project.onShard('shard_1').count()).toBe(24);
}, 60_000);

describe('a move is refused by name, and nothing begins,', () => {
  const nothing = async () => {
    expect(await control.query('SELECT * FROM shardgen.directory_move')).toEqual([]);
    expect(
      await control.query('SELECT * FROM shardgen.directory WHERE moving_to IS NOT NULL'),
    ).toEqual([]);
  };

  test('where the key has no place, the shard does not exist or takes no keys, the model has no directory', async () => {
    await createTenant(db, 'acme');
    expect(await codeOf(db.$directory.move('Tenant', { id: 'nobody' }, 'shard_1'))).toBe('SG3422');
    expect(await codeOf(db.$directory.move('Tenant', ACME, 'shard_9'))).toBe('SG3009');
    expect(await codeOf(db.$directory.move('Tenant', ACME, 'shard_4'))).toBe('SG3424');
    expect(await codeOf(db.$directory.move('Project', ACME, 'shard_1'))).toBe('SG3432');
    expect(await codeOf(db.$directory.move('Tenant', {}, 'shard_1'))).toBe('SG3001');
    expect(await codeOf(db.$directory.move('Tenant', { id: 7 }, 'shard_1'))).toBe('SG3002');
    expect(await codeOf(db.$directory.move('Tenant', { id: 'x'.repeat(2001) }, 'shard_1'))).toBe(
      'SG3413',
    );
    await nothing();
  });

  test('where a shard or the control database is away', async () => {
    const [from, to] = await twoTenants();
    for (const name of [from, to]) {
      await shards.virtual.shard(name).down();
      expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe('SG5001');
      await shards.virtual.shard(name).restore();
    }
    await nothing();
    await shards.virtual.control?.down();
    expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe('SG3401');
    expect(await codeOf(db.$directory.unfinishedMoves())).toBe('SG3401');
    await shards.virtual.control?.restore();
    await expectAllWell(from);
  });

  test('where the tables are not the same, or foreign keys form a circle', async () => {
    const [from, to] = await twoTenants();
    const change = async (sql: string, back: string, code: string) => {
      await run(urlOf(to), sql);
      try {
        expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe(code);
      } finally {
        await run(urlOf(to), back);
      }
    };
    await change('ALTER TABLE "Task" ADD more int', 'ALTER TABLE "Task" DROP more', 'SG3425');
    await change(
      'ALTER TABLE "Task" RENAME TO gone',
      'ALTER TABLE gone RENAME TO "Task"',
      'SG3425',
    );
    const first = 'ALTER TABLE "Tenant" ADD first int';
    const circle = `${first}, ADD FOREIGN KEY (id, first) REFERENCES "Project" ("tenantId", id)`;
    const back = 'ALTER TABLE "Tenant" DROP first';
    await run(urlOf(from), first);
    await change(circle, back, 'SG3426');
    await run(urlOf(from), back);
    const stranger = `CREATE TABLE stranger (id text REFERENCES "Tenant" (id) ON DELETE CASCADE);
      INSERT INTO stranger VALUES ('acme')`;
    await run(urlOf(from), stranger);
    expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe('SG3435');
    expect(await run(urlOf(from), 'TABLE stranger')).toEqual([{ id: 'acme' }]);
    await run(urlOf(from), 'DROP TABLE stranger');
    await nothing();
    await expectAllWell(from);
  });
});

describe('a move that cannot be done leaves the key as it was', () => {
  /** With something at the target or the source that goes away again. */
  async function hindered(url: string, sql: string, back: string, to: string, code: string) {
    await run(url, sql);
    const outcome = codeOf(db.$directory.move('Tenant', ACME, to));
    expect(await outcome.finally(() => run(url, back))).toBe(code);
  }

  test('when a constraint or a trigger of the target is against it', async () => {
    const [from, to] = await twoTenants();
    const url = urlOf(to);
    const check = `ALTER TABLE "Task" ADD CONSTRAINT no CHECK (title <> 'acme 1 1')`;
    await hindered(url, check, 'ALTER TABLE "Task" DROP CONSTRAINT no', to, 'SG3428');
    await expectAllWell(from);
    const trigger = `CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$;
      CREATE TRIGGER shout BEFORE INSERT ON "Task" FOR EACH ROW EXECUTE FUNCTION shout()`;
    await hindered(url, trigger, 'DROP FUNCTION shout CASCADE', to, 'SG3429');
    await expectAllWell(from);
    await db.$directory.move('Tenant', ACME, to);
    await expectAllWell(to);
  });

  test('when a transaction on the source does not end', async () => {
    const [from, to] = await twoTenants();
    const client = new pg.Client(urlOf(from));
    await client.connect();
    await client.query('BEGIN; SELECT 1');
    expect(await codeOf(db.$directory.move('Tenant', ACME, to))).toBe('SG3427');
    await client.query('ROLLBACK');
    await client.end();
    await expectAllWell(from);
  });
});

describe.each(['READ COMMITTED', 'REPEATABLE READ'])(
  'a %s transaction from before',
  (isolation) => {
    test.each(['before', 'after'])('that writes %s the source is closed', async (when) => {
      const [from, to] = await twoTenants();
      // The triggers are there already: making them would wait for the writer.
      for (const home of [to, from]) await db.$directory.move('Tenant', ACME, home);
      const writer = new pg.Client(urlOf(from));
      await writer.connect();
      const insert = `INSERT INTO "Task" ("tenantId", "projectId", id, title) VALUES ('acme', 1, 50, 'x')`;
      await writer.query(`BEGIN ISOLATION LEVEL ${isolation}; SELECT count(*) FROM "Task"`);
      if (when === 'before') await writer.query(insert);
      const move = codeOf(db.$directory.move('Tenant', ACME, to));
      await fenced(urlOf(from));
      // An old snapshot does not show that the source is closed: the mover has to wait for it.
      const isSeen = when === 'after' && isolation === 'READ COMMITTED';
      if (when === 'after') {
        expect(await codeOf(writer.query(insert))).toBe(isSeen ? 'SG003' : 'done');
      }
      await writer.query('COMMIT');
      await writer.end();
      expect(await move).toBe('done');
      const task = { tenantId: 'acme', projectId: 1, id: 50, title: 'x' };
      if (!isSeen) await (shards.oracle as Loose).task.create({ data: task });
      await expectAllWell(to);
    });
  },
);

test('a statement that comes too late is refused by the shard itself, in every table and form', async () => {
  const [from, to] = await twoTenants();
  for (const home of [to, from]) await db.$directory.move('Tenant', ACME, home);
  // Whatever became of the triggers meanwhile.
  await run(urlOf(from), 'ALTER TABLE "Tenant" DISABLE TRIGGER shardgen_fence');
  await run(urlOf(from), 'DROP TRIGGER shardgen_fence ON "Project"');
  await db.$directory.move('Tenant', ACME, to);
  for (const sql of [
    `INSERT INTO "Tenant" (id) VALUES ('acme')`,
    `INSERT INTO "Project" ("tenantId", id) SELECT 'acme', 1`,
    `INSERT INTO "Tenant" (id) VALUES ('new'), ('acme')`,
    `UPDATE "Tenant" SET id = 'acme'`,
  ]) {
    expect([sql, await codeOf(run(urlOf(from), sql))]).toEqual([sql, 'SG003']);
  }
  // Also where the program may do nothing but read and write its own tables.
  const asApp = (
    id: string,
  ) => `BEGIN; CREATE ROLE moved_keys_app; GRANT INSERT ON "Tenant" TO moved_keys_app;
    SET LOCAL ROLE moved_keys_app; INSERT INTO "Tenant" (id) VALUES ('${id}'); ROLLBACK`;
  expect(await codeOf(run(urlOf(from), asApp('acme')))).toBe('SG003');
  expect(await codeOf(run(urlOf(from), asApp('other')))).toBe('done');
  await expectAllWell(to);
});

test('an answer that comes when the rows may have gone is not believed', async () => {
  const [from, to] = await twoTenants();
  const where = ACME;
  const calls = () =>
    [
      db.tenant.findUnique({ where }),
      db.project.count({ where: { tenantId: 'acme' } }),
      db.tenant.findUnique({ where }).projects(),
      db.tenant.update({ where, data: { name: 'x' } }),
      db.tenant.updateMany({ where, data: { name: 'x' } }),
      db.tenant.onShard(from).count(),
    ].map(codeOf);
  await db.tenant.onAllShards().count();
  await shards.virtual.shard(from).slow(8 * LIFETIME_MS);
  const late = calls();
  const urls = shards.names.map(urlOf);
  const control = shards.virtual.control?.url ?? '';
  const other = shards.createClient(otherClient({ urls, control, lifetimeMs: LIFETIME_MS }));
  await other.$directory.move('Tenant', ACME, to);
  await other.$disconnect();
  expect(await Promise.all(late)).toEqual(late.map(() => 'SG3434'));
  await shards.virtual.shard(from).restore();
  await expectAllWell(to);
  // Where nothing was moved meanwhile, the answer is right, however late it comes.
  await new Promise((resolve) => setTimeout(resolve, 8 * LIFETIME_MS));
  await shards.virtual.shard(to).slow(2 * LIFETIME_MS);
  expect(await db.project.count({ where: { tenantId: 'acme' } })).toBe(3);
  await shards.virtual.shard(to).restore();
});

/** Waits until a key is closed on a shard. */
async function fenced(url: string): Promise<void> {
  for (;;) {
    const closed = await run(url, 'SELECT FROM shardgen.key_fence WHERE closed').catch(() => []);
    if (closed.length > 0) return;
  }
}
