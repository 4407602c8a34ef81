import fc from 'fast-check';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';

/** Few values of each field, so that many rows are equal in it. */
const TITLES = [
  'a',
  'A',
  'b',
  'B',
  'é',
  'e',
  'z',
  'a b',
  'a-b',
  'ab',
  '',
  ' a',
  '\u{1F600}',
  '\uFF5E',
  'Z',
];
const day = (offset: number) => new Date(Date.UTC(2024, 0, 1 + offset));

const optional = <T>(values: readonly T[]) => fc.constantFrom(null, ...values);

/** Rows of all models, in the order in which they may be created. */
export interface World {
  readonly author: readonly Loose[];
  readonly editor: readonly Loose[];
  readonly post: readonly Loose[];
}

const post = fc.record({
  authorId: fc.nat(11),
  title: fc.constantFrom(...TITLES),
  subtitle: optional(TITLES),
  views: fc.nat(3),
  likes: optional([0n, -1n, 9007199254740993n, 9007199254740992n]),
  price: optional(['0.1', '0.10000000000000000001', '-3', '1e20']),
  score: optional([0, -0, 0.1, 1e300, -1e-300]),
  status: optional(['OPEN', 'PAID', 'LATE']),
  pinned: optional([true, false]),
  at: optional([new Date(0), new Date(1), new Date(-1)]),
  day: fc.nat(2).map(day),
  weight: optional([0.1, 0.2, 1e-20, 16777216]),
  code: optional(['a', 'b', 'a b', 'A', 'é']),
  ref: optional([
    '00000000-0000-0000-0000-00000000000a',
    'f0000000-0000-0000-0000-000000000000',
    '0A000000-0000-0000-0000-000000000000',
  ]),
  clock: optional([new Date(0), new Date(86_399_999), new Date(1)]),
  photo: fc.constant(new Uint8Array([1])),
  tags: fc.constantFrom([], ['x']),
  editorId: optional([0, 1]),
});

export const world: fc.Arbitrary<World> = fc
  .array(post, { maxLength: 45, size: 'max' })
  .map((posts) => ({
    author: Array.from({ length: 12 }, (_, id) => ({
      id,
      name: TITLES[id % 5] ?? '',
      rank: id % 3 === 0 ? null : id % 4,
    })),
    editor: Array.from({ length: 24 }, (_, i) => ({
      authorId: i % 12,
      id: i < 12 ? 0 : 1,
      nick: i % 5 === 0 ? null : (TITLES[i % 7] ?? ''),
      level: i % 3,
    })),
    post: posts.map((row, id) => ({ ...row, id })),
  }));

/** Makes these the rows of the shards, and of the one database. */
export async function load(shards: GeneratedShards, rows: World): Promise<void> {
  await shards.reset();
  await Promise.all([fill(shards.db, rows), fill(shards.oracle, rows)]);
}

export async function fill(client: Loose, { author, editor, post: posts }: World): Promise<void> {
  await client.author.createMany({ data: author });
  await client.editor.createMany({ data: editor });
  await client.post.createMany({ data: posts });
}
