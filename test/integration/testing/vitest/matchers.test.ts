import { beforeEach, describe, expect, test } from 'vitest';
import { useVirtualShards } from '../../../../runtime/testing/vitest/index.js';
import { kitFor, model, usersOf } from '../support/kit.js';

const kit = await kitFor('vitest-matchers');
const { db, queries } = useVirtualShards(kit, 4);
const users = () => model(db, 'user');
const countOn = (shard: string) => users().onShard(shard).count();
const countEverywhere = () => users().onAllShards().count();

/** What the expectation says when it fails. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the expectation holds, and should not');
}

/** A line of the table after its number; cells are padded. */
const line = (...cells: readonly string[]) => new RegExp(`^ +(#|\\d+) +${cells.join(' +')}`, 'm');

describe('toHaveQueried', () => {
  test('wants a statement', async () => {
    expect(db).not.toHaveQueried();
    expect(failure(() => expect(db).toHaveQueried())).toBe(
      'expected queries, but there were none. What did happen:\n  (no statement at all)',
    );
    await countOn('shard_2');
    expect(db).toHaveQueried();
    const said = failure(() => expect(db).not.toHaveQueried());
    expect(said).toMatch(/^expected anything but queries\. What did happen:\n/);
    expect(said).toMatch(line('shard_2', 'User.count', 'read', '1'));
  });

  test('wants a statement on a shard, whatever happened elsewhere', async () => {
    await countOn('shard_2');
    await countOn('shard_3');
    expect(db).toHaveQueried('shard_2');
    expect(db).not.toHaveQueried('shard_1');
    const said = failure(() => expect(db).toHaveQueried('shard_1'));
    expect(said).toContain('expected queries on "shard_1", but there were none.');
    expect(said).toMatch(line('shard_3', 'User.count'));
  });
});

describe('toHaveQueriedOnly', () => {
  test('wants a statement on each of the shards, and none elsewhere', async () => {
    await countOn('shard_1');
    await countOn('shard_3');
    expect(db).toHaveQueriedOnly(['shard_3', 'shard_1', 'shard_3']);
    expect(db).not.toHaveQueriedOnly(['shard_1']);
    expect(db).not.toHaveQueriedOnly(['shard_1', 'shard_3', 'shard_4']);
  });

  test('says what is missing, what is too much, and what did happen', async () => {
    await countOn('shard_1');
    await countOn('shard_3');
    const said = failure(() => expect(db).toHaveQueriedOnly(['shard_1', 'shard_2']));
    expect(said).toContain(
      'expected queries on each of "shard_1", "shard_2" and nowhere else, ' +
        'but none on "shard_2", some on "shard_3". What did happen:\n',
    );
    expect(said).toMatch(line('shard', 'call', 'kind', 'rows', 'ms', 'statement'));
    expect(said).toMatch(line('shard_1', 'User.count', 'read', '1', '[\\d.]+', 'SELECT'));
    expect(said).toMatch(line('shard_3', 'User.count', 'read', '1', '[\\d.]+', 'SELECT'));
  });

  test('behind .not says that it is what did happen', async () => {
    await countOn('shard_4');
    const said = failure(() => expect(db).not.toHaveQueriedOnly(['shard_4']));
    expect(said).toContain(
      'expected anything but queries on "shard_4" and nowhere else. What did happen:\n',
    );
    expect(said).toMatch(line('shard_4', 'User.count'));
  });

  test('with an empty list wants no statement', async () => {
    expect(db).toHaveQueriedOnly([]);
    await countOn('shard_4');
    expect(db).not.toHaveQueriedOnly([]);
    expect(failure(() => expect(db).toHaveQueriedOnly([]))).toContain(
      'expected no queries, but some on "shard_4".',
    );
  });

  test('takes the shard of a route', async () => {
    const [id] = usersOf(db, 'shard_3');
    await users().create({ data: { id, name: 'Ada' } });
    expect(db).toHaveQueriedOnly([users().route({ id }).shard]);
  });

  test('counts a statement that failed, and the table says so', async () => {
    const [id] = usersOf(db, 'shard_1');
    await users().create({ data: { id, name: 'Ada' } });
    queries.clear();
    await expect(users().create({ data: { id, name: 'Bob' } })).rejects.toThrow('id');
    expect(db).toHaveQueriedOnly(['shard_1']);
    expect(failure(() => expect(db).toHaveQueriedOnly([]))).toMatch(/User\.create .* failed: /);
  });
});

describe('toHaveScattered', () => {
  test('wants one call that asks several shards', async () => {
    await countOn('shard_1');
    await countOn('shard_2');
    expect(db).not.toHaveScattered();
    expect(failure(() => expect(db).toHaveScattered())).toContain(
      'expected a call that asks several shards, but every call asked one shard at most.',
    );
    await countEverywhere();
    expect(db).toHaveScattered();
    const said = failure(() => expect(db).not.toHaveScattered());
    expect(said).toContain('expected anything but a call that asks several shards.');
    for (const name of ['shard_1', 'shard_2', 'shard_3', 'shard_4']) {
      expect(said).toMatch(line(name, 'User.count'));
    }
  });

  test('wants exactly the named shards', async () => {
    const [one] = usersOf(db, 'shard_1');
    const [three] = usersOf(db, 'shard_3');
    await users().createMany({ data: [one, three].map((id) => ({ id, name: 'Ada' })) });
    expect(db).toHaveScattered(['shard_1', 'shard_3']);
    expect(db).toHaveScattered(['shard_3', 'shard_1', 'shard_1']);
    expect(db).not.toHaveScattered(['shard_1', 'shard_2']);
    expect(db).not.toHaveScattered(['shard_1', 'shard_2', 'shard_3']);
    expect(failure(() => expect(db).toHaveScattered(['shard_1', 'shard_2']))).toContain(
      'expected a call that asks "shard_1", "shard_2", all of them and no other, ' +
        'but User.createMany() asked "shard_1", "shard_3".',
    );
  });
});

describe('what is wrong with the question is thrown, and never an answer', () => {
  beforeEach(() => countOn('shard_1'));

  test('an unknown shard: SG7002 with the nearest name', () => {
    const fix = 'Did you mean "shard_1"?';
    const wrong = { code: 'SG7002', fix: expect.stringContaining(fix) };
    expect(() => expect(db).toHaveQueried('shrd_1')).toThrow(expect.objectContaining(wrong));
    for (const shards of [['shrd_1'], ['shard_2', 'shrd_1']]) {
      expect(() => expect(db).toHaveQueriedOnly(shards)).toThrow(expect.objectContaining(wrong));
      expect(() => expect(db).not.toHaveQueriedOnly(shards)).toThrow(
        expect.objectContaining(wrong),
      );
      expect(() => expect(db).not.toHaveScattered(shards)).toThrow(expect.objectContaining(wrong));
    }
  });

  test('a value that is no client of virtual shards: SG7008', () => {
    const wrong = expect.objectContaining({ code: 'SG7008' });
    for (const value of [undefined, null, 5, 'db', {}, { ...db }, users()]) {
      expect(() => expect(value).toHaveQueried()).toThrow(wrong);
      expect(() => expect(value).not.toHaveQueriedOnly(['shard_1'])).toThrow(wrong);
      expect(() => expect(value).not.toHaveScattered()).toThrow(wrong);
    }
  });

  test('shards that are no list, or too few for a scatter: SG7010', () => {
    // What JavaScript callers may write.
    const given = (value: unknown) => value as string[];
    const wrong = expect.objectContaining({ code: 'SG7010' });
    for (const value of ['shard_1', undefined, 1, null]) {
      expect(() => expect(db).toHaveQueriedOnly(given(value))).toThrow(wrong);
      expect(() => expect(db).not.toHaveQueriedOnly(given(value))).toThrow(wrong);
    }
    for (const value of ['shard_1', 2, null, [], ['shard_1'], ['shard_1', 'shard_1']]) {
      expect(() => expect(db).toHaveScattered(given(value))).toThrow(wrong);
      expect(() => expect(db).not.toHaveScattered(given(value))).toThrow(wrong);
    }
  });
});

describe('in the other forms of expect', () => {
  test('the expect of a test context, soft and poll', async ({ expect }) => {
    const soon = Promise.resolve().then(() => countOn('shard_2'));
    await expect.poll(() => db).toHaveQueriedOnly(['shard_2']);
    await soon;
    expect.soft(db).toHaveQueriedOnly(['shard_2']);
    await expect(Promise.resolve(db)).resolves.toHaveQueried('shard_2');
  });

  test('the client that the body of withVirtualShards is given', async () => {
    await kit.withVirtualShards({ shards: ['shard_2', 'shard_3'] }, async (other) => {
      await model(other, 'user').onAllShards().count();
      expect(other).toHaveScattered(['shard_2', 'shard_3']);
      expect(db).not.toHaveQueried();
      expect(() => expect(other).toHaveQueried('shard_4')).toThrow(
        expect.objectContaining({ code: 'SG7002' }),
      );
    });
  });
});
