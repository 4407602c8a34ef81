import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';

// Where Prisma begins at a row that `where` does not match, or that lacks what it is ordered by.

const TIMEOUT = 300_000;

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('cursors', schema);
  const clients: readonly Loose[] = [shards.db, shards.oracle];
  const rows = Object.entries(someRows());
  for (const client of clients) {
    for (const [model, data] of rows) await client[model].createMany({ data });
  }
}, TIMEOUT);
afterAll(() => shards.stop());

/** Parents first. */
function someRows() {
  const root = Array.from({ length: 8 }, (_, id) => ({ id, landCode: id % 2 === 0 ? 'b' : 'a' }));
  const item = root.flatMap(({ id: rootId }) =>
    [0, 1].map((no) => ({
      ...{ rootId, no, serial: uuid((rootId * 2 + no) * 37), place: 1 - no, rank: rootId % 3 },
      ...{ note: rootId % 3 === 0 && no === 1 ? null : no, blob: Buffer.from([rootId % 3]) },
    })),
  );
  const detail = item
    .filter((_, i) => i % 3 !== 0)
    .map(({ no, rootId, serial: mark }, i) => ({
      ...{ rootId, no, mark, size: i % 2, blob: Buffer.from([i % 2]) },
    }));
  const part = item.map(({ no, rootId }, i) => ({
    ...{ rootId, no, line: 0 },
    detailNo: i % 2 === 1 && i % 3 !== 0 ? no : null,
  }));
  const tag = item.flatMap(({ no, rootId }, i) =>
    Array.from({ length: i % 3 }, (_, n) => ({ rootId, no, word: `w${n}` })),
  );
  const land = [
    { code: 'a', name: 'x', alias: 'q' },
    { code: 'b', name: 'y' },
  ];
  return { land, root, item, detail, part, tag };
}

const uuid = (n: number) => `00000000-0000-4000-8000-0000000000${String(n % 100).padStart(2, '0')}`;

const [note, rank, serial] = [{ note: 'asc' }, { rank: 'asc' }, { serial: 'asc' }];
const size = { detail: { size: 'asc' } };
const tags = { tags: { _count: 'desc' } };
const parts = { detail: { parts: { _count: 'asc' } } };
const [blob, detailBlob] = [{ blob: 'asc' }, { detail: { blob: 'desc' } }];
const place = { place: 'desc' };
const key = [{ rootId: 'asc' }, { no: 'desc' }];
const awayCode = { root: { awayCode: 'desc' } };

const ORDERS: Readonly<Record<string, readonly (readonly Loose[])[]>> = {
  item: [
    ...[[], [serial], [{ serial: 'desc' }], [place], [place, rank], [note], [rank, serial]],
    ...[[note, serial], [size, { serial: 'desc' }], [{ detail: { size: 'desc' } }], [tags]],
    ...[
      [tags, serial],
      [tags, place],
      [tags, size],
      [size, tags],
      [tags, size, serial],
    ],
    ...[[{ detail: { size: 'desc' } }, tags, serial], [blob], [blob, serial], [blob, size]],
    ...[[detailBlob], [detailBlob, serial], [parts], [parts, serial], [note, size], [size, note]],
    ...[[{ note: 'desc' }, size, serial], [note, size, tags], [{ detail: { mark: 'asc' } }]],
    ...[[...key, serial], [...key, note], [...key, size], [awayCode], [awayCode, serial]],
    [{ root: { items: { _count: 'asc' } } }, parts, serial],
    [{ root: { land: { name: 'desc' } } }, serial],
    [{ root: { land: { alias: 'desc' } } }, serial],
    [{ detail: { item: { note: 'desc' } } }, blob],
  ],
  detail: [
    ...[[{ item: { serial: 'desc' } }], [{ item: { rank: 'asc' } }], [{ item: { note: 'asc' } }]],
    ...[[{ mark: 'asc' }], [{ size: 'asc' }], [{ item: { root: { id: 'asc' } } }]],
    [{ item: { tags: { _count: 'asc' } } }, { mark: 'asc' }],
    [{ parts: { _count: 'desc' } }, { item: { serial: 'asc' } }],
  ],
  part: [
    ...[[size], [{ detail: { size: 'desc' } }], [detailBlob], [size, parts]],
    ...[[{ detail: { item: { serial: 'desc' } } }], [{ detail: { item: { note: 'desc' } } }]],
    [{ detail: { item: { detail: { size: 'asc' } } } }],
    [{ detail: { item: { rank: 'asc' } } }, detailBlob],
  ],
};
const KEYS: Readonly<Record<string, readonly string[]>> = {
  item: ['rootId', 'no'],
  detail: ['rootId', 'no'],
  part: ['rootId', 'no', 'line'],
};
const PAGES = [{}, { take: 3 }, { take: -3 }, { skip: 1, take: -30 }, { distinct: ['rootId'] }];
const SOME = { rootId: { in: [1, 2, 3, 5] } };

test.each(Object.keys(ORDERS))(
  'lists of model %s begin where those of one database do',
  async (model) => {
    const clients = { ours: shards.db as Loose, theirs: shards.oracle as Loose };
    const names = KEYS[model] ?? [];
    const rows: readonly Loose[] = await clients.theirs[model].findMany();
    for (const [at, orderBy] of (ORDERS[model] ?? []).entries()) {
      for (const [i, row] of rows.entries()) {
        const cursor = Object.fromEntries(names.map((name) => [name, row[name]]));
        const args = {
          ...PAGES[(at + i) % PAGES.length],
          ...((at + i) % 3 === 0 ? {} : { where: SOME }),
          cursor: { [names.join('_')]: cursor },
          select: Object.fromEntries(names.map((name) => [name, true])),
        };
        const total = [...orderBy, ...ties(names, orderBy)];
        const [ours, theirs] = await Promise.all([
          outcomeOf(() => clients.ours[model].onAllShards().findMany({ ...args, orderBy })),
          outcomeOf(() => clients.theirs[model].findMany({ ...args, orderBy: total })),
        ]);
        if (!ours.ok && ours.code === 'SG3048' && 'distinct' in args) continue;
        expect(ours, inspect({ ...args, orderBy }, { depth: 9 })).toEqual(theirs);
      }
    }
  },
  TIMEOUT,
);

function ties(names: readonly string[], orderBy: readonly Loose[]): readonly Loose[] {
  const named = new Set(orderBy.flatMap((term) => Object.keys(term)));
  return names.filter((name) => !named.has(name)).map((name) => ({ [name]: 'asc' }));
}
