import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';
import { type Ranges, SHARDS, startRanges } from './support.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

let shards: Ranges;

beforeAll(async () => {
  shards = await startRanges('ranges-calls');
});

afterAll(() => shards.stop());

type Call = readonly [model: string, method: string, args: Loose];

/** Instants on both sides of each bound, each in one of the forms that Prisma takes. */
const at = fc
  .tuple(
    fc.constantFrom('2024-01-01', '2024-07-01', '2025-01-01').map((day) => Date.parse(day)),
    fc.constantFrom(-1, 0, 1),
    fc.constantFrom('Date', 'Z', 'offset'),
  )
  .map(([bound, step, form]) => {
    const date = new Date(bound + step);
    if (form === 'Date') return date;
    if (form === 'Z') return date.toISOString().replace('Z', '000Z');
    return new Date(bound + step + 7_200_000).toISOString().replace('Z', '+02:00');
  });
const id = fc.integer({ min: 1, max: 2 });
const title = fc.constantFrom('a', 'b');
const event = fc.record({ createdAt: at, id, title, score: fc.integer({ min: 0, max: 3 }) });

const call: fc.Arbitrary<Call> = fc.oneof(
  event.map((data): Call => {
    const notes = { create: [{ id: 1, text: data.title }, { id: data.id + 1 }] };
    return ['event', 'create', { data: { ...data, notes }, include: { notes: true } }];
  }),
  fc.array(event, { maxLength: 3 }).map((data): Call => ['event', 'createMany', { data }]),
  fc.tuple(event, id).map(([{ createdAt, id: n }, note]): Call => {
    const connect = { createdAt_id: { createdAt, id: n } };
    return ['note', 'create', { data: { id: note + 10, event: { connect } } }];
  }),
  fc.tuple(event, at).map(([create, other]): Call => {
    const { createdAt, id: n } = create;
    const where = { createdAt_id: { createdAt, id: n }, NOT: { createdAt: other } };
    return ['event', 'upsert', { where, create, update: { score: { increment: 1 } } }];
  }),
  event.map(({ createdAt, id: n, title: given }): Call => {
    const notes = { updateMany: { where: { id: 1 }, data: { text: given } } };
    return ['event', 'update', { where: { createdAt_id: { createdAt, id: n } }, data: { notes } }];
  }),
  event.map(
    ({ createdAt, title: given }): Call => [
      'event',
      'updateMany',
      { where: { createdAt: { equals: createdAt }, title: given }, data: { score: 7 } },
    ],
  ),
  event.map(
    ({ createdAt, id: n }): Call => [
      'note',
      'deleteMany',
      { where: { eventAt: createdAt, eventId: n, id: { gt: 1 } } },
    ],
  ),
  event.map(
    ({ createdAt, id: n }): Call => [
      'event',
      'delete',
      { where: { createdAt_id: { createdAt, id: n } } },
    ],
  ),
  event.map(
    ({ createdAt, title: given }): Call => [
      'event',
      'findMany',
      {
        where: { createdAt, OR: [{ title: given }, { notes: { some: { id: 1 } } }] },
        orderBy: { id: 'asc' },
        include: { notes: { orderBy: { id: 'asc' } } },
      },
    ],
  ),
  event.map(
    ({ createdAt }): Call => [
      'note',
      'groupBy',
      { by: ['eventId'], where: { eventAt: createdAt }, _count: true, orderBy: { eventId: 'asc' } },
    ],
  ),
);

test('any calls give what one database gives, and leave the same rows on the right shards', async () => {
  const answered = { some: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(call, async ([model, method, args]) => {
      const run = (client: Loose) => outcomeOf(() => client[model][method](args));
      const [ours, theirs] = await Promise.all([run(shards.db), run(shards.oracle)]);
      const label = `${model}.${method}(${inspect(args, { depth: 9 })})`;
      // Rows of several shards are written by each shard for itself, which one database does not do.
      if (method === 'createMany' && !(ours.ok && theirs.ok)) {
        expect([ours.ok, theirs.ok], label).toEqual([false, false]);
        await Promise.all([emptied(shards.db), emptied(shards.oracle)]);
        return;
      }
      const comparable = (outcome: typeof ours) =>
        outcome.ok ? { value: outcome.value } : { name: outcome.name, code: outcome.code };
      expect(comparable(ours), label).toStrictEqual(comparable(theirs));
      answered[theirs.ok ? 'some' : 'failed'] += 1;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(answered.some).toBeGreaterThan(RUNS / 3);
  expect(answered.failed).toBeGreaterThan(0);

  for (const [model, field] of [
    ['event', 'createdAt'],
    ['note', 'eventAt'],
  ] as const) {
    const repository = shards.db[model];
    const asSet = (rows: readonly Loose[]) => rows.map((row) => JSON.stringify(row)).sort();
    const all = await repository?.onAllShards().findMany();
    expect(asSet(all)).toEqual(asSet(await shards.oracle[model]?.findMany()));
    for (const shard of SHARDS) {
      const rows = await repository?.onShard(shard).findMany();
      const places = rows.map((row: Loose) => repository?.route({ [field]: row[field] }));
      expect(places.filter((place: Loose) => place.shard !== shard)).toEqual([]);
    }
  }
}, 180_000);

/** After a call that wrote a part of its rows, both sides begin anew. */
async function emptied(client: Loose): Promise<void> {
  if (client !== shards.db) {
    await client.note.deleteMany();
    await client.event.deleteMany();
    return;
  }
  for (const shard of SHARDS) {
    const one: Loose = shards.openShard(shard);
    await one.note.deleteMany();
    await one.event.deleteMany();
    await one.$disconnect();
  }
}
