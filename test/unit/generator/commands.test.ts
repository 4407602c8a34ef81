import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../../generator/commands/exit-code.js';
import { locateKey } from '../../../generator/commands/locate-key.js';
import { parseKey } from '../../../generator/commands/parse-key.js';
import { runProgram } from '../../../generator/commands/program.js';
import { isNamedError, printError } from '../../../generator/terminal/print-error.js';
import { wantsColor } from '../../../generator/terminal/terminal.js';
import { ShardgenError } from '../../../runtime/errors/shardgen-error.js';
import type { KeyType } from '../../../schema/model/key-type.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import { tempFolder } from './temp-folder.js';

const model = (...types: KeyType[]): ShardedModel => ({
  name: 'Event',
  delegate: 'event',
  documentation: '',
  group: 'Event',
  placement: { kind: 'root' },
  shardKey: types.map((type, i) => ({
    name: `k${i}`,
    type,
    ...(type === 'char' ? { maxLength: 2 } : {}),
    ...(type === 'enum' ? { enum: { name: 'Land', values: ['DE', 'AT'] } } : {}),
  })),
  uniques: [],
  uniqueIndexes: [],
  scalars: [],
  primaryKey: [],
  stored: { name: 'Event' },
  indexes: [],
  ids: [],
  relations: [],
  crossRelations: [],
  location: { file: 's', line: 1, column: 1, length: 1 },
});

const ID = '550E8400-e29b-41d4-a716-446655440000';

describe('a path on the command line', () => {
  test.each(['--schema', '--config', '--out'])('%s is not empty', async (option) => {
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const terminal = { colors: createColors(false), out: print, problem: print };
    const context = { cwd: tempFolder(), terminal };
    expect(await runProgram(['generate', option, ''], '1.2.3', context)).toBe(2);
    expect(printed.join('\n')).toContain('It has to be a path, but it is empty.');
  });
});

describe('a key on the command line', () => {
  test('is read by the types of its fields', () => {
    expect(
      parseKey(model('int', 'bigint', 'text', 'uuid'), ['-5', '9223372036854775807', '12', ID]),
    ).toEqual([-5, 9223372036854775807n, '12', ID.toLowerCase()]);
  });

  test.each([
    ['int', '2147483648'],
    ['int', '1.5'],
    ['int', ''],
    ['int', '1n'],
    ['bigint', '9223372036854775808'],
    ['bigint', '0x10'],
    ['uuid', '123'],
    ['text', 'a\0b'],
    ['char', 'DEU'],
    ['enum', 'de'],
  ] as const)('that is no %s is refused: %j', (type, text) => {
    expect(() => parseKey(model(type), [text])).toThrow(/SG2404.*Event\.k0/);
  });

  test('needs one value per field', () => {
    expect(() => parseKey(model('int', 'text'), ['1'])).toThrow(
      /SG2403.*2 key values \(k0, k1\), but 1 was given/,
    );
  });

  test('leads to the region that has it first, or to an error that says so', () => {
    const event = model('enum', 'text');
    const group = {
      root: 'Event',
      strategy: {
        kind: 'geographic',
        caseInsensitive: true,
        regions: [
          { values: [['DE'], ['by']], shard: 'b' },
          { values: [['DE'], undefined], shard: 'a' },
        ],
        otherwise: undefined,
      },
      members: ['Event'],
    } as const;
    const sharding = { groups: [group], models: [event] };
    const locate = (key: readonly string[]) =>
      locateKey(sharding, event, group, key, { shards: ['a', 'b'], epoch: 1, owners: {} });
    expect(locate(['DE', 'BY'])).toEqual({ shard: 'b', region: { k0: ['DE'], k1: ['by'] } });
    expect(locate(['DE', 'SH'])).toEqual({ shard: 'a', region: { k0: ['DE'] } });
    expect(() => locate(['AT', 'W'])).toThrow(/SG3013.*Event\.route\(\).*"k0" = the string "AT"/);
  });

  test('leads to the shard that owns its bucket', () => {
    const group = {
      root: 'Event',
      strategy: { kind: 'hash', buckets: 7 },
      members: ['Event'],
    } as const;
    const owners = { Event: { a: [[0, 3] as const], b: [[3, 7] as const] } };
    const event = model('bigint');
    const sharding = { groups: [group], models: [event] };
    for (let key = 0; key < 50; key += 1) {
      const topology = { shards: ['a', 'b'], epoch: 1, owners };
      const at = locateKey(sharding, event, group, [key], topology);
      if (!('bucket' in at)) throw new Error('the key is hashed');
      expect(at.bucket).toBe(Number(BigInt(at.hash) % 7n));
      expect(at.shard).toBe(at.bucket < 3 ? 'a' : 'b');
      expect(at.range).toEqual(at.bucket < 3 ? [0, 3] : [3, 7]);
    }
  });
});

test('exit codes tell problems of the project from problems of its set-up', () => {
  const codes = ['SG1001', 'SG2307', 'SG2406', 'SG2002', 'SG2303', 'SG6001'];
  expect(codes.map(exitCodeOf)).toEqual([1, 1, 1, 2, 2, 2]);
});

test('an error is printed once with its code and its fix', () => {
  const lines: string[] = [];
  const add = (line: string) => {
    lines.push(line);
  };
  const error = new ShardgenError({ code: 'SG2999', message: 'it is wrong', fix: 'mend it' });
  expect(isNamedError(error)).toBe(true);
  expect(isNamedError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false);
  printError({ colors: createColors(false), out: add, problem: add }, error);
  expect(lines).toEqual(['error[SG2999]: it is wrong', '  fix: mend it']);
});

test.each([
  [[], {}, true, true],
  [[], {}, false, false],
  [['generate', '--no-color'], {}, true, false],
  [[], { NO_COLOR: '1' }, true, false],
  [[], { NO_COLOR: '' }, true, true],
  [[], { TERM: 'dumb' }, true, false],
  [[], { FORCE_COLOR: '1' }, false, true],
  [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
] as const)(
  'colour for arguments %j, environment %j, terminal %j: %j',
  (argv, env, tty, answer) => {
    expect(wantsColor([...argv], env, tty)).toBe(answer);
  },
);
