import { describe, expect, test } from 'vitest';
import { checkDistinctUrls, checkPostgresUrls } from '../../../../runtime/client/check-urls.js';
import { resolveShards } from '../../../../runtime/client/resolve-shards.js';
import { thrown } from '../fixture/thrown.js';

const declared = { one: { env: 'ONE_URL' }, two: { env: 'TWO_URL' }, three: {} };
const environment = {
  ONE_URL: 'postgres://h/one',
  TWO_URL: 'postgres://h/two',
  OTHER: 'postgres://h/x',
};

describe('resolveShards', () => {
  test('prefers the options over the variable of the generated code', () => {
    const options = { three: { url: { env: 'OTHER' } }, two: 'postgres://h/given' };
    expect(resolveShards(declared, options, environment)).toEqual([
      { name: 'one', url: 'postgres://h/one' },
      { name: 'two', url: 'postgres://h/given' },
      { name: 'three', url: 'postgres://h/x' },
    ]);
  });

  test('takes names and order from the options when the generated code has none', () => {
    const options = { b: 'postgres://h/b', a: { url: 'postgres://h/a' } };
    expect(resolveShards({}, options, {}).map(({ name }) => name)).toEqual(['b', 'a']);
    expect(thrown(() => resolveShards({}, undefined, {})).code).toBe('SG4002');
    expect(thrown(() => resolveShards({}, {}, {})).code).toBe('SG4002');
  });

  test('reports every missing url at once, with its variable', () => {
    const { code, message } = thrown(() => resolveShards(declared, {}, { ONE_URL: '' }));
    expect({ code, lines: message.split('\n').slice(1) }).toEqual({
      code: 'SG4007',
      lines: [
        '    - shard "one": the environment variable ONE_URL is not set or empty',
        '    - shard "two": the environment variable TWO_URL is not set or empty',
        '    - shard "three" has no url and names no environment variable',
      ],
    });
  });

  test('suggests the name of a mistyped shard', () => {
    const error = () => resolveShards(declared, { thre: 'postgres://h/x' }, environment);
    expect(thrown(error).code).toBe('SG4008');
    expect(error).toThrow('Did you mean "three"?');
  });

  test.each([[5], [null], [{ url: 5 }], [{}], [[]], [{ url: { env: 5 } }]])(
    'refuses a setting of the wrong form (%j)',
    (three) => {
      expect(thrown(() => resolveShards(declared, { three }, environment)).code).toBe('SG4010');
    },
  );

  test('refuses shards that are no object', () => {
    expect(thrown(() => resolveShards(declared, 'postgres://h/x', environment)).code).toBe(
      'SG4010',
    );
  });
});

describe('checks of urls', () => {
  const shards = (...urls: string[]) => urls.map((url, i) => ({ name: `s${i}`, url }));

  test.each([
    ['the same text', 'postgres://u:secret@h/a', 'postgres://u:secret@h/a'],
    ['another user', 'postgres://u:secret@h/a', 'postgres://v:other@h/a'],
    ['the default port', 'postgres://h/a', 'postgresql://h:5432/a'],
    ['names of this machine', 'postgres://localhost/a', 'postgres://127.0.0.1/a'],
    ['another parameter', 'postgres://h/a?sslmode=disable', 'postgres://h/a'],
  ])('finds one database behind two shards: %s', (_, first, second) => {
    const { code, message } = thrown(() =>
      checkDistinctUrls(shards(first, 'postgres://h/other', second), false),
    );
    expect(code).toBe('SG4009');
    expect(message).toContain('"s0", "s2"');
    expect(message).not.toContain('secret');
  });

  test('tells databases, ports and hosts apart', () => {
    const urls = ['postgres://h/a', 'postgres://h/b', 'postgres://h:5433/a', 'postgres://g/a'];
    expect(checkDistinctUrls(shards(...urls), false)).toBeUndefined();
  });

  test('leaves what an own adapter may tell apart', () => {
    const urls = ['postgres://h/a?schema=x', 'postgres://h/a?schema=y'];
    expect(checkDistinctUrls(shards(...urls), true)).toBeUndefined();
    expect(thrown(() => checkDistinctUrls(shards('x', 'x'), true)).code).toBe('SG4009');
  });

  test('refuses the url of another database without showing it', () => {
    const { code, message } = thrown(() => checkPostgresUrls(shards('mysql://u:secret@h/a')));
    expect(code).toBe('SG4010');
    expect(message).not.toContain('secret');
  });
});
