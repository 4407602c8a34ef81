import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShardgenError } from '../../../runtime/errors/shardgen-error.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { fill } from './rows.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards('explained-calls', SCHEMA);
  db = shards.db;
  const author = Array.from({ length: 12 }, (_, id) => ({ id, name: `n${id % 5}`, rank: id % 3 }));
  const post = author.map(({ id }) => ({
    authorId: id,
    id,
    title: `t${id % 3}`,
    views: id % 2,
    day: new Date(0),
    photo: new Uint8Array(),
  }));
  await fill(db, { author, editor: [], post });
});
afterAll(() => shards.stop());

const filter: fc.Arbitrary<Loose> = fc.oneof(
  fc.constant(undefined),
  fc.record({ authorId: fc.nat(15) }),
  fc.record({ authorId: fc.record({ in: fc.array(fc.nat(15), { maxLength: 3 }) }) }),
  fc.record({ OR: fc.array(fc.record({ authorId: fc.nat(15) }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ views: fc.record({ gt: fc.nat(2) }) }),
);
const chosen = fc.option(
  fc.subarray(['shard_1', 'shard_2', 'shard_3', 'shard_4'], { minLength: 1 }),
  { nil: undefined },
);

const order = { orderBy: [{ title: 'asc' }, { author: { rank: 'desc' } }] };
const totals = { _sum: { views: true }, _avg: { price: true }, _max: { title: true } };

/** Every method that explain() knows, and what it may be asked. */
const CALLS: readonly (readonly [method: string, rest: readonly Loose[]])[] = [
  ['findMany', [{}, { select: { id: true } }, { include: { author: true } }]],
  [
    'findMany',
    [
      { ...order, take: 3, skip: 1 },
      { ...order, take: -2 },
    ],
  ],
  ['findMany', [{ ...order, distinct: ['title'], omit: { title: true } }]],
  ['findFirst', [{}, { ...order, select: { id: true } }]],
  ['exists', [{}]],
  ['count', [{}, { select: { _all: true, score: true } }, { take: 3, skip: 1 }]],
  ['aggregate', [totals, { _count: true, ...totals }]],
  ['groupBy', [{ by: ['title'], ...totals }]],
  ['groupBy', [{ by: ['authorId'], ...totals, take: 2, orderBy: { authorId: 'asc' } }]],
  ['paginate', [{ first: 2 }, { first: 3, ...order, select: { id: true } }]],
  ['stream', [{}, { ...order, omit: { id: true } }]],
  ['updateMany', [{ data: { score: 1 } }]],
];

/** Lets a call come to its end, a stream too. */
async function done(call: Loose): Promise<void> {
  if (typeof call.then === 'function') await call;
  else for await (const _ of call);
}

test.each(CALLS)(
  '%s asks the shards that were explained, for what was explained',
  async (method, rest) => {
    const { virtual } = shards;
    const sent = () =>
      virtual.queries.statements
        .filter(({ kind, model }) => kind !== 'transaction' && model === 'Post')
        .map(({ shard, sql }) => `${shard}: ${sql}`)
        .sort();
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom(...rest), chosen, async (where, more, names) => {
        const args = where === undefined ? more : { where, ...more };
        const across = names === undefined ? db.post.onAllShards() : db.post.onShards(names);
        const plan = across.explain(args, method);
        virtual.queries.clear();
        await done(across[method](args));
        expect([...virtual.queries.shards]).toEqual(plan.route.shards);
        const asked = sent();
        virtual.queries.clear();
        for (const shard of plan.route.shards) {
          const one = method === 'updateMany' ? db.post.onShards([shard]) : db.post.onShard(shard);
          await one[plan.asks](plan.pushedDown);
        }
        expect(asked).toEqual(sent());
        const left = names ?? shards.names;
        expect([...plan.route.shards, ...plan.route.pruned].sort()).toEqual([...left].sort());
      }),
      { numRuns: 20 },
    );
  },
);

test('explain() asks nobody, and nothing of its answer can be changed', async () => {
  const { kit } = shards;
  const plan = await kit.assertNoQueries(() =>
    db.post.onAllShards().explain({ where: { views: { gt: 1 } }, select: { id: true } }),
  );
  const frozen = (value: Loose): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(frozen));
  expect(frozen(plan)).toBe(true);
  expect(plan).toMatchObject({ model: 'Post', method: 'findMany', limits: { concurrency: 16 } });
});

test('keys of a directory are unknown until it is asked', () => {
  const notes = db.note.onAllShards();
  const { route } = notes.explain({ where: { tenantId: { in: ['a', 'b'] } } });
  expect(route).toEqual({
    kind: 'directory',
    shards: shards.names,
    pruned: [],
    why: 'The filter names keys of group Tenant: their shards, among the 4 shards, are unknown until its directory is asked.',
  });
  expect(notes.explain({ where: { size: 1 } }).route.kind).toBe('shards');
});

test.each<[string, Loose]>([
  [
    'findMany',
    { where: { authorId: 1 }, include: { author: { include: { posts: { cursor: {} } } } } },
  ],
  ['count', { cursor: { authorId_id: { authorId: 1, id: 1 } } }],
  ['findMany', 5],
  ['count', []],
])('what %s refuses of %j is refused by explain() with the same error', async (method, args) => {
  const posts = db.post.onAllShards();
  const refused = await posts[method](args).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ShardgenError);
  expect(() => posts.explain(args, method)).toThrow(refused.message);
});

test('a method that there is not is named, with the one that was meant', () => {
  const posts = db.post.onAllShards();
  expect(() => posts.explain({}, 'findmany')).toThrow(/SG3068.*\n.*Did you mean "findMany"\?/);
  expect(() => posts.explain({}, 'create')).toThrow(/SG3068/);
  expect(() => posts.explain({}, null)).toThrow(/SG3068/);
});

test('every call over several shards can be explained', () => {
  const posts = db.post.onAllShards();
  const methods = Object.keys(posts).filter((method) => method !== 'explain');
  const [known] = /Legal names: .*/.exec(messageOf(() => posts.explain({}, 'x'))) ?? [''];
  expect(methods.filter((method) => !known.includes(`"${method}"`))).toEqual([]);
  expect(methods.length).toBeGreaterThanOrEqual(13);
});

test('there is no partial plan', () => {
  const posts = db.post.onAllShards({ onFailure: 'partial' });
  expect(() => posts.explain({})).toThrow('SG5011');
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return '';
}
