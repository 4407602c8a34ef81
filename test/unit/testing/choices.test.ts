import { describe, expect, test } from 'vitest';
import { chooseNames } from '../../../runtime/testing/kit/choose-names.js';
import { chooseServer } from '../../../runtime/testing/kit/choose-server.js';

describe('chooseNames', () => {
  const declared = ['eu', 'us', 'shard_3'];

  test.each([
    [1, ['eu']],
    [2, ['eu', 'us']],
    [3, ['eu', 'us', 'shard_3']],
    [5, ['eu', 'us', 'shard_3', 'shard_4', 'shard_5']],
  ])('%i: the declared ones first', (count, names) => {
    expect(chooseNames(count, declared)).toEqual(names);
  });

  test('a client that declares none takes any names and numbers', () => {
    expect(chooseNames(2, [])).toEqual(['shard_1', 'shard_2']);
    expect(chooseNames(['b', 'a'], [])).toEqual(['b', 'a']);
    expect(() => chooseNames(undefined, [])).toThrow(/SG7001/);
  });

  test('declared names come in the order of the client', () => {
    expect(chooseNames(['us', 'eu'], declared)).toEqual(['eu', 'us']);
    expect(chooseNames(undefined, declared)).toEqual(declared);
  });

  test('two shards never have one name', () => {
    const names = chooseNames(4, ['shard_2', 'shard_3']);
    expect(names).toEqual(['shard_2', 'shard_3', 'shard_4', 'shard_5']);
  });
});

describe('chooseServer', () => {
  const url = 'postgres://db.example/x';

  test('the call, then the kit, then the environment, then the shared server', () => {
    expect(chooseServer({}, {}, {})).toEqual({ kind: 'shared' });
    expect(chooseServer({}, {}, { SHARDGEN_TESTING_URL: url })).toEqual({ kind: 'url', url });
    expect(chooseServer({}, {}, { SHARDGEN_TESTING_SERVERS: 'separate' })).toEqual({
      kind: 'separate',
    });
    expect(chooseServer({}, {}, { SHARDGEN_TESTING_ENGINE: 'pglite' })).toEqual({ kind: 'pglite' });
    expect(chooseServer({}, { url }, { SHARDGEN_TESTING_ENGINE: 'pglite' })).toEqual({
      kind: 'url',
      url,
    });
    expect(chooseServer({ servers: 'separate' }, { url }, {})).toEqual({ kind: 'separate' });
    expect(chooseServer({ servers: 'shared' }, { url }, {})).toEqual({ kind: 'shared' });
    expect(chooseServer({ url }, { servers: 'separate' }, {})).toEqual({ kind: 'url', url });
  });

  test('an empty variable is none', () => {
    expect(chooseServer({}, {}, { SHARDGEN_TESTING_URL: '' })).toEqual({ kind: 'shared' });
  });

  test.each([
    { SHARDGEN_TESTING_SERVERS: 'seperate' },
    { SHARDGEN_TESTING_ENGINE: 'sqlite' },
    { SHARDGEN_TESTING_ENGINE: 'pglite', SHARDGEN_TESTING_URL: url },
    { SHARDGEN_TESTING_SERVERS: 'separate', SHARDGEN_TESTING_URL: url },
  ])('refuses %j', (environment) => {
    expect(() => chooseServer({}, {}, environment)).toThrow(/SG7010/);
  });

  test('a refusal shows no password', () => {
    const secret = 'postgres://u:secret@db.example/x';
    for (const other of [{ engine: 'pglite' }, { servers: 'separate' }] as const) {
      const choose = () => chooseServer({ url: secret, ...other }, {}, {});
      expect(choose).toThrow(/SG7010/);
      expect(choose).not.toThrow(/secret/);
    }
  });
});
