import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineConfig } from '../../../../runtime/config/index.js';
import { createShardRuntime, type ShardRuntimeOptions } from '../../../../runtime/index.js';
import { manifest } from '../fixture/manifest.js';
import { thrown } from '../fixture/thrown.js';

/** Stands for the generated class; creating a runtime must not construct it. */
class NeverConstructed {
  constructor() {
    throw new Error('a client was opened');
  }
}

const create = (options?: ShardRuntimeOptions) =>
  createShardRuntime({
    manifest,
    PrismaClient: NeverConstructed,
    ...(options === undefined ? {} : { options }),
  });

const VARIABLES = [1, 2, 3, 4].map((i) => `RUNTIME_TEST_SHARD_${i}_URL`);

beforeEach(() => {
  for (const [i, name] of VARIABLES.entries()) process.env[name] = `postgres://u:pw@h/db${i}`;
});

afterEach(() => {
  for (const name of VARIABLES) delete process.env[name];
});

describe('createShardRuntime', () => {
  test('opens no client', () => {
    expect(create().router.topology.shards).toEqual(['shard_1', 'shard_2', 'shard_3', 'shard_4']);
  });

  test('does not show urls when it is printed', () => {
    const shown = inspect(create(), { depth: null, showHidden: true });
    expect(shown).toContain('shard_1');
    expect(shown).not.toContain('pw');
  });

  test('refuses a secret for cursors that can be guessed, and shows none', () => {
    const cursorSecret = 'not long enough';
    const { code, message } = thrown(() => create({ cursorSecret }));
    expect(code).toBe('SG4010');
    expect(message).not.toContain(cursorSecret);
    const shown = inspect(create({ cursorSecret: `${cursorSecret}!` }), { showHidden: true });
    expect(shown).not.toContain(cursorSecret);
  });

  test('disconnects when nothing was opened', async () => {
    expect(await create().disconnect()).toBeUndefined();
  });

  test.each([0, 1, 3, '2', undefined])('refuses manifest version %s', (version) => {
    const old = { ...manifest, version: version as number };
    const error = () => createShardRuntime({ manifest: old, PrismaClient: NeverConstructed });
    expect(thrown(error).code).toBe('SG4001');
    expect(error).toThrow('npx shardgen generate');
  });

  test('refuses an option that it does not have, and takes what a config has', () => {
    const misspelt = { deadlinMs: 5 } as ShardRuntimeOptions;
    expect(thrown(() => create(misspelt)).code).toBe('SG4012');
    expect(() => create(misspelt)).toThrow('"deadlinMs"');
    expect(() => create(misspelt)).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('Did you mean "deadlineMs"?') }),
    );
    const config = { schema: 's', output: 'o', topology: {}, placement: {}, dev: {} };
    expect(() => create({ ...config, deadlineMs: 5 } as ShardRuntimeOptions)).not.toThrow();
  });

  test('reports all missing variables before any connection', () => {
    for (const name of VARIABLES.slice(1)) delete process.env[name];
    const { code, message } = thrown(() => create());
    expect(code).toBe('SG4007');
    expect(VARIABLES.filter((name) => message.includes(name))).toEqual(VARIABLES.slice(1));
  });

  test('takes a whole shardgen.config.ts', () => {
    const config = defineConfig({
      output: 'x',
      shards: {
        shard_1: { url: 'postgres://h/a' },
        shard_2: { url: { env: 'RUNTIME_TEST_SHARD_2_URL' } },
        shard_3: { url: 'postgres://h/c' },
        shard_4: { url: 'postgres://h/d' },
      },
      topology: { epoch: 9 },
    });
    expect(create(config).router.topology.epoch).toBe(1);
  });

  test('lets the options name the shards when the generated code does not', () => {
    const { owners: _, ...Counter } = manifest.groups.Counter;
    const open = { ...manifest, shards: {}, groups: { ...manifest.groups, Counter } };
    const shards = { b: 'postgres://h/b', a: 'postgres://h/a' };
    const made = createShardRuntime({
      manifest: open,
      PrismaClient: NeverConstructed,
      options: { shards },
    });
    expect(made.router.topology.shards).toEqual(['b', 'a']);
    expect(made.router.topology.groups.get('Tenant')).toMatchObject({
      owners: new Uint16Array([0, 0, 0, 1, 1, 1, 1]),
    });
  });

  test('refuses two shards in one database, without showing the password', () => {
    const { code, message } = thrown(() =>
      create({ shards: { shard_2: 'postgres://u:pw@h:5432/db0' } }),
    );
    expect(code).toBe('SG4009');
    expect(message).toContain('(h:5432/db0)');
    expect(message).not.toContain('pw');
  });
});
