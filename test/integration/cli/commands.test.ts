import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createProject, GENERATOR_COMMAND } from './support/project.js';
import { HEAD, ORDER, SHOP, USER } from './support/shop.js';

describe('shardgen route', () => {
  test('explains where a key lives', async () => {
    const project = createProject(SHOP);
    const run = await project.shardgen(['route', 'User', '123']);
    expect(run).toMatchObject({ code: 0, err: '' });
    // what PostgreSQL 18 itself answers for the partition hash of 123::bigint
    expect(run.out).toMatch(
      /^User id = 123\n\s+shard +shard_1 .*\[0, 32\) of User\n\s+bucket +0 [\s\S]*0x1cac48ea44d46ac0[\s\S]*Order/,
    );
    const order = await project.shardgen(['route', 'Order', '123', '--json']);
    expect(JSON.parse(order.out)).toEqual({
      model: 'Order',
      key: { userId: '123' },
      shard: 'shard_1',
      bucket: 0,
      buckets: 64,
      hash: '0x1cac48ea44d46ac0',
      epoch: 1,
      group: 'User',
    });
  });

  test('answers for a model that has a cross-shard relation', async () => {
    const marked = ORDER.replace('\n\n', '\n  giftOf BigInt? /// @shard.relation(to: User)\n\n');
    const project = createProject({ ...SHOP, 'prisma/schema.prisma': HEAD + USER + marked });
    expect(await project.shardgen(['route', 'Order', '123'])).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    [['Usr', '1'], /SG2402.*did you mean "User"/],
    [['User', 'abc'], /SG2404.*User\.id \(BigInt\)/],
    [['User', '1', '2'], /SG2403/],
    [['User'], /SG2403.*User needs 1 key value \(id\), but 0 were given/],
  ])('refuses %j by name', async (args, message) => {
    const project = createProject(SHOP);
    const run = await project.shardgen(['route', ...args]);
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  test('needs a config', async () => {
    const { 'shardgen.config.ts': _, ...files } = SHOP;
    const run = await createProject(files).shardgen(['route', 'User', '1']);
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(/SG2405[\s\S]*defineConfig/) });
  });
});

describe('help', () => {
  test('teaches the first steps, also without arguments', async () => {
    const project = createProject({});
    const help = await project.shardgen(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const word of [
      'generate',
      'validate',
      'route',
      'dev',
      '@@shard.hash',
      '@@shard.colocated',
      'defineConfig',
      'Examples',
      'Exit codes',
    ]) {
      expect(help.out).toContain(word);
    }
    expect(await project.shardgen([])).toEqual(help);
  });

  test.each(['generate', 'validate', 'route', 'dev'])('of %s has examples', async (command) => {
    const run = await createProject({}).shardgen([command, '--help']);
    expect(run).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Examples:\n {2}npx shardgen/),
    });
  });

  test('and version need no project, mistakes in the command line exit 2', async () => {
    const project = createProject({});
    expect(await project.shardgen(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const option = await project.shardgen(['generate', '--chek']);
    expect(option).toMatchObject({ code: 2, err: expect.stringContaining('--check') });
    const command = await project.shardgen(['generat']);
    expect(command).toMatchObject({ code: 2, err: expect.stringContaining('generate') });
  });

  test('may be cut off by its reader', async () => {
    const command = `${GENERATOR_COMMAND} --help | head -1; echo "\${PIPESTATUS[0]}"`;
    const run = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(run.stdout).toBe('Usage: shardgen [options] [command]\n0\n');
    expect(run.stderr).toBe('');
  });

  test('colours only when wanted', async () => {
    const project = createProject(SHOP);
    const env = { FORCE_COLOR: '1' };
    expect((await project.shardgen(['validate'], { env })).out).toContain('\u001b[');
    const plain = await project.shardgen(['validate', '--no-color'], { env });
    expect(plain).toEqual({
      code: 0,
      out: '✔ the schema is valid: 2 models in 1 colocation group\n',
      err: '',
    });
  });
});
