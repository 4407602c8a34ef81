import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../generator/config/load-config.js';
import { tempFolder } from './temp-folder.js';

const TWO_SHARDS = `shards: { a: { url: env('A_URL') }, b: { url: env('B_URL') } }`;

const configText = (body: string) =>
  `import { defineConfig, env } from 'shardgen/config';\nexport default defineConfig({ ${body} } as never);\n`;

const load = (body: string) => loadConfig(tempFolder({ 'shardgen.config.ts': configText(body) }));

describe('a config file', () => {
  test('is read without a build step and its paths become absolute', async () => {
    const folder = tempFolder({
      'shardgen.config.ts': configText(
        `schema: 'db/schema.prisma', output: 'src/shards', ${TWO_SHARDS}, control: env('C_URL'), topology: { epoch: 3, owners: { User: { b: [[0, 5]], a: [[5, 9]] } } }, dev: { directory: 'data', port: 5555 }`,
      ),
    });
    expect(await loadConfig(folder)).toEqual({
      file: join(folder, 'shardgen.config.ts'),
      shownAs: 'shardgen.config.ts',
      schema: join(folder, 'db/schema.prisma'),
      output: join(folder, 'src/shards'),
      shards: [
        { name: 'a', env: 'A_URL' },
        { name: 'b', env: 'B_URL' },
      ],
      control: { env: 'C_URL' },
      epoch: 3,
      owners: { User: { b: [[0, 5]], a: [[5, 9]] } },
      dev: { directory: join(folder, 'data'), port: 5555 },
    });
  });

  test('that is missing gives a project without shards', async () => {
    const folder = tempFolder();
    expect(await loadConfig(folder)).toEqual({
      shownAs: 'shardgen.config.ts',
      shards: [],
      epoch: 1,
      owners: {},
      dev: { directory: join(folder, '.shardgen/dev') },
    });
  });

  test.each(['mts', 'js', 'mjs'])('may end in .%s', async (end) => {
    const text = `export default { shards: { only: { url: 'postgres://h/d' } } };`;
    const folder = tempFolder({ [`shardgen.config.${end}`]: text });
    const { shards } = await loadConfig(folder);
    expect(shards).toEqual([{ name: 'only', url: 'postgres://h/d' }]);
  });

  test('may import other files of the project', async () => {
    const folder = tempFolder({
      'shardgen.config.ts': `import { shards } from './places';\nexport default { shards };`,
      'places.ts': `export const shards: object = { x: { url: 'postgresql://h/x' } };`,
    });
    expect((await loadConfig(folder)).shards).toEqual([{ name: 'x', url: 'postgresql://h/x' }]);
  });

  test('that throws is named with the line, and its error is the cause', async () => {
    const folder = tempFolder({
      'shardgen.config.ts': `const a: number = 1;\n\nthrow new Error('no vault ' + a);\nexport default {};`,
    });
    await expect(loadConfig(folder)).rejects.toMatchObject({
      code: 'SG2002',
      message: expect.stringMatching(/shardgen\.config\.ts:3: no vault 1/),
      cause: expect.objectContaining({ message: 'no vault 1' }),
    });
  });

  test('that does not parse is named', async () => {
    const folder = tempFolder({ 'shardgen.config.ts': `export default {{ shards: ;` });
    await expect(loadConfig(folder)).rejects.toMatchObject({
      code: 'SG2002',
      message: expect.stringContaining('shardgen.config.ts'),
    });
  });

  test.each(['export const config = {};', 'export default 5;', 'export default [];'])(
    'without an object as default export is refused: %s',
    async (text) => {
      const folder = tempFolder({ 'shardgen.config.ts': text });
      await expect(loadConfig(folder)).rejects.toMatchObject({ code: 'SG2003' });
    },
  );

  test('that --config names has to exist', async () => {
    await expect(loadConfig(tempFolder(), 'other.ts')).rejects.toMatchObject({ code: 'SG2001' });
  });

  test('is ambiguous when there are two, unless one is named', async () => {
    const text = `export default { shards: { x: { url: 'postgresql://h/x' } } };`;
    const folder = tempFolder({ 'shardgen.config.ts': text, 'shardgen.config.mjs': text });
    await expect(loadConfig(folder)).rejects.toMatchObject({ code: 'SG2010' });
    expect((await loadConfig(folder, 'shardgen.config.mjs')).shards).toHaveLength(1);
  });
});

describe('a mistake in a config', () => {
  const long = 'a'.repeat(51);
  test.each([
    ['an unknown key', `shard: {}, ${TWO_SHARDS}`, 'SG2004', 'did you mean "shards"?'],
    [
      'an unknown key of a shard',
      `shards: { a: { uri: 'x' } }`,
      'SG2004',
      '"shards.a.uri"; did you mean "url"?',
    ],
    [
      'an unknown key of topology',
      `${TWO_SHARDS}, topology: { owner: {} }`,
      'SG2004',
      'did you mean "owners"?',
    ],
    ['an unknown key of dev', `${TWO_SHARDS}, dev: { prot: 1 }`, 'SG2004', 'did you mean "port"?'],
    [
      'a schema that is no text',
      `schema: 5, ${TWO_SHARDS}`,
      'SG2005',
      '"schema" has to be a path, but is 5',
    ],
    ['shards as a list', `shards: []`, 'SG2005', 'has to be an object, but is an array'],
    [
      'an undefined url',
      `shards: { a: { url: process.env.NOT_SET_ANYWHERE } }`,
      'SG2005',
      "env('SHARD_1_URL')",
    ],
    [
      'a url of another database',
      `shards: { a: { url: 'mysql://h/d' } }`,
      'SG2005',
      'postgresql:// url',
    ],
    [
      'an empty variable name',
      `shards: { a: { url: env('') } }`,
      'SG2005',
      'the name of a variable',
    ],
    [
      'a control database with the form of a shard',
      `control: { url: env('C') }, ${TWO_SHARDS}`,
      'SG2005',
      "env('SHARDGEN_CONTROL_URL')",
    ],
    [
      'a control url of another database',
      `control: 'mysql://h/d', ${TWO_SHARDS}`,
      'SG2005',
      'control',
    ],
    ['an epoch below 1', `${TWO_SHARDS}, topology: { epoch: 0 }`, 'SG2005', 'topology.epoch'],
    ['a port above 65535', `${TWO_SHARDS}, dev: { port: 70000 }`, 'SG2005', 'dev.port'],
    ['missing shards', `schema: 'x'`, 'SG2006', '"shards" is missing'],
    ['no shards', `shards: {}`, 'SG2006', '"shards" is empty'],
    ['a shard name with a digit first', `shards: { '1a': { url: env('A') } }`, 'SG2007', '"1a"'],
    ['a shard name with a space', `shards: { 'a b': { url: env('A') } }`, 'SG2007', '"a b"'],
    ['a shard name of 51 characters', `shards: { ${long}: { url: env('A') } }`, 'SG2007', long],
    [
      'one variable for two shards',
      `shards: { a: { url: env('A') }, b: { url: env('A') } }`,
      'SG2008',
      '"a" and "b"',
    ],
    [
      'one database for two shards',
      `shards: { a: { url: 'postgresql://u:p@H/d' }, b: { url: 'postgres://w@h:5432/d' } }`,
      'SG2008',
      'same host, port and database',
    ],
    [
      'owners that name no shard',
      `${TWO_SHARDS}, topology: { owners: { User: { c: [[0, 1]] } } }`,
      'SG2009',
      'no shard "c"',
    ],
    [
      'an empty range',
      `${TWO_SHARDS}, topology: { owners: { User: { a: [[4, 4]] } } }`,
      'SG2005',
      'topology.owners.User.a[0]',
    ],
    [
      'a range of three',
      `${TWO_SHARDS}, topology: { owners: { User: { a: [[0, 4, 5]] } } }`,
      'SG2005',
      'half-open range',
    ],
  ])('is named: %s', async (_, body, code, text) => {
    await expect(load(body)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    });
  });

  test('never shows the password of a url', async () => {
    const shards = `shards: { a: { url: 'postgresql://u:SECRET@h/d' }, b: { url: 'postgresql://u:SECRET@h/d' } }`;
    const wrong = `shards: { a: { url: 'http://u:SECRET@h/d' } }`;
    for (const body of [shards, wrong, `output: ['postgresql://u:SECRET@h/d'], ${TWO_SHARDS}`]) {
      await expect(load(body)).rejects.not.toMatchObject({
        message: expect.stringContaining('SECRET'),
      });
    }
  });
});
