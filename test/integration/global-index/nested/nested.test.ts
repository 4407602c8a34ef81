import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../../support/generated-shards.js';
import { outcomeOf } from '../../generated/support/outcome.js';

const RUNS = Number(process.env['RUNS'] ?? 40);
const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('global-index-nested', SCHEMA);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const teamId = 1n;
const id = fc.bigInt({ min: 1n, max: 3n });
const email = fc.constantFrom('a', 'b', 'c');
const area = fc.constantFrom('n', 's');
const number = fc.integer({ min: 1, max: 2 });
const note = fc.constantFrom('x', 'y');
const pair = fc.option(fc.record({ area, number }), { nil: undefined });
const member = fc
  .record({ id, email, note, pair })
  .map(({ pair: given, ...row }) => ({ ...row, ...given }));
const filter = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ note }) },
  { weight: 1, arbitrary: note.map((contains) => ({ note: { contains } })) },
  { weight: 1, arbitrary: email.map((equals) => ({ email: { equals } })) },
  { weight: 1, arbitrary: id.map((of) => ({ id: of })) },
  { weight: 1, arbitrary: fc.constant({ OR: [] }) },
  { weight: 1, arbitrary: note.map((of) => ({ NOT: { note: of } })) },
);
const selector = fc
  .tuple(
    fc.oneof(
      id.map((of) => ({ teamId_id: { teamId, id: of } })),
      email.map((of) => ({ teamId, email: of })),
      fc.record({ area, number }).map((of) => ({ teamId, area_number: of })),
    ),
    filter,
  )
  .map(([where, more]) => ({ ...more, ...where }));
const keyed = member.map((row) => ({ ...row, teamId }));
const either = (create: Loose) => fc.record({ where: selector, create });
const changed = fc.oneof(fc.record({ email }), fc.record({ note }), fc.record({ area, number }));
const upsert = (create: Loose) => fc.record({ where: selector, create, update: changed });
const toOne = fc.oneof(
  either(keyed).map((connectOrCreate) => ({ connectOrCreate })),
  fc.record({ create: keyed, update: changed }).map((given) => ({ upsert: given })),
  keyed.map((create) => ({ create })),
);
const code = fc.constantFrom('p', 'q');
const badge = fc.oneof(
  fc.record({ code, create: code }).map(({ code: of, create }) => ({
    connectOrCreate: { where: { teamId, code: of }, create: { teamId, code: create } },
  })),
  fc.record({ create: code, update: code }).map(({ create, update }) => ({
    upsert: { create: { teamId, code: create }, update: { code: update } },
  })),
);

type Call = readonly [model: string, method: string, args: Loose];

const call: fc.Arbitrary<Call> = fc.oneof(
  fc
    .oneof(
      fc
        .array(either(member), { minLength: 1, maxLength: 3 })
        .map((of) => ({ connectOrCreate: of })),
      upsert(member).map((of) => ({ upsert: of })),
    )
    .map((members): Call => ['team', 'update', { where: { id: teamId }, data: { members } }]),
  fc
    .record({ owner: toOne, reviewer: toOne }, { requiredKeys: [] })
    .map((data): Call => ['task', 'update', { where: { teamId_id: { teamId, id: 1n } }, data }]),
  fc.record({ owner: either(keyed), reviewer: either(keyed) }).map(
    ({ owner, reviewer }): Call => [
      'task',
      'create',
      {
        data: {
          id: 2n,
          team: { connect: { id: teamId } },
          owner: { connectOrCreate: owner },
          reviewer: { connectOrCreate: reviewer },
        },
      },
    ],
  ),
  fc
    .tuple(
      member,
      fc.record(
        { lead: toOne, led: either(keyed).map((of) => ({ connectOrCreate: of })) },
        { requiredKeys: [] },
      ),
    )
    .map(
      ([row, data]): Call => [
        'member',
        'create',
        {
          data: {
            ...row,
            team: { connect: { id: teamId } },
            ...data,
            ...(data.lead && 'upsert' in data.lead ? { lead: undefined } : {}),
          },
        },
      ],
    ),
  fc
    .tuple(id, fc.record({ email, badge, lead: toOne }, { requiredKeys: [] }))
    .map(
      ([of, data]): Call => [
        'member',
        'update',
        { where: { teamId_id: { teamId, id: of } }, data },
      ],
    ),
  id.map((of): Call => ['member', 'delete', { where: { teamId_id: { teamId, id: of } } }]),
  member.map((data): Call => ['member', 'create', { data: { ...data, teamId } }]),
  fc.constant<Call>(['task', 'deleteMany', { where: { teamId, id: 2n } }]),
);

async function everything(client: Loose): Promise<Loose> {
  const of = { where: { teamId } };
  return [
    await client.member.findMany({ ...of, orderBy: { id: 'asc' } }),
    await client.task.findMany({ ...of, orderBy: { id: 'asc' } }),
    await client.badge.findMany({ ...of, orderBy: { code: 'asc' } }),
  ];
}

const asText = (value: unknown) =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));

/** One team with a task, and nothing else of it, in both. */
async function begin(): Promise<void> {
  const both: readonly Loose[] = [shards.db, shards.oracle];
  for (const client of both) {
    for (const model of ['task', 'badge', 'member', 'team']) {
      await client[model].deleteMany({ where: model === 'team' ? { id: teamId } : { teamId } });
    }
    await client.team.create({ data: { id: teamId } });
    await client.task.create({ data: { teamId, id: 1n } });
  }
}

/** Whether the call changes a row that is there: else Prisma may update one that the same call creates. */
async function hasRow([model, method, args]: Call): Promise<boolean> {
  if (model !== 'member' || method !== 'update') return true;
  return (await shards.oracle['member']?.findUnique({ where: args.where })) !== null;
}

/** Runs a call on both, and answers how it ended; undefined when it is none of Prisma's. */
async function agree([model, method, args]: Call): Promise<string | undefined> {
  const { db, oracle }: Loose = shards;
  const ours = await outcomeOf(() => db[model][method](args));
  if (!ours.ok && ours.code === 'SG3602') return ours.code;
  const theirs = await outcomeOf(() => oracle[model][method](args));
  // Of what is not done we do not know whether Prisma would take it.
  if (!theirs.ok && theirs.name === 'PrismaClientValidationError') return undefined;
  const end = theirs.ok ? 'ok' : theirs.code;
  expect([asText(args), ours.ok ? 'ok' : ours.code]).toEqual([asText(args), end]);
  expect([asText(args), await everything(db)]).toEqual([asText(args), await everything(oracle)]);
  return end;
}

test('nested writes that depend on what is there do what they do on one database, or are refused', async () => {
  const ends: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (calls) => {
      await begin();
      for (const one of calls) {
        if (!(await hasRow(one))) continue;
        const end = await agree(one);
        if (end === undefined) return;
        ends[end] = (ends[end] ?? 0) + 1;
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  for (const end of ['ok', 'SG3602', 'P2002', 'P2025']) {
    expect([end, (ends[end] ?? 0) > 0]).toEqual([end, true]);
  }
}, 240_000);

const entry = (selected: Loose, create: Loose) => ({
  where: { teamId, ...selected },
  create: { teamId, ...create },
});

test('two relations to one model are refused, since one may bring what the other looks for', async () => {
  await begin();
  const owner = { connectOrCreate: entry({ email: 'a' }, { id: 1n, email: 'b' }) };
  const reviewer = { connectOrCreate: entry({ email: 'c' }, { id: 2n, email: 'a' }) };
  const where = { teamId_id: { teamId, id: 1n } };
  const update = (data: Loose) => agree(['task', 'update', { where, data }]);
  expect(await update({ owner, reviewer })).toBe('SG3602');
  expect(await update({ reviewer })).toBe('ok');
  expect(await update({ owner, reviewer: { connect: reviewer.connectOrCreate.where } })).toBe(
    'P2025',
  );
});

test('so is a row of the call itself, and one that an entry may create in spite of a filter', async () => {
  await begin();
  const lead = { connectOrCreate: entry({ email: 'a' }, { id: 1n, email: 'a' }) };
  const own = { id: 2n, email: 'a', team: { connect: { id: teamId } }, lead };
  expect(await agree(['member', 'create', { data: own }])).toBe('SG3602');
  expect(await agree(['member', 'create', { data: { ...own, email: 'b' } }])).toBe('ok');
  const connectOrCreate = ['x', 'y'].map((contains) => ({
    where: { email: 'c', teamId, note: { contains } },
    create: { id: 3n, email: 'c', note: 'x and y' },
  }));
  const args = { where: { id: teamId }, data: { members: { connectOrCreate } } };
  expect(await agree(['team', 'update', args])).toBe('SG3602');
});

test('an upsert by a value whose update fails for another row creates nothing', async () => {
  await begin();
  await agree(['member', 'create', { data: { teamId, id: 1n, email: 'a' } }]);
  const lead = (id: bigint) => ({ lead: { connect: { teamId_id: { teamId, id } } } });
  const create = { teamId, id: 2n, email: 'b' };
  const upsert = (where: Loose, update: Loose) =>
    agree(['member', 'upsert', { where, create, update }]);
  expect(await upsert({ email: 'a' }, lead(9n))).toBe('P2025');
  expect(await upsert({ email: 'a', note: 'x' }, lead(9n))).toBe('ok');
  expect(await upsert({ email: 'a', note: 'x' }, lead(9n))).toBe('P2002');
  expect(await upsert({ email: 'a' }, lead(1n))).toBe('ok');
});
