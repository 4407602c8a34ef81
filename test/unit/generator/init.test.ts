import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../../generator/commands/program.js';
import { diskOps } from '../../../generator/output/file-ops.js';
import { readProjectFiles } from '../../../generator/project/read-project.js';
import { writeSchema } from '../../../generator/project/write-schema.js';
import { type Ask, askOn } from '../../../generator/terminal/ask.js';
import { addFiles, tempFolder } from './temp-folder.js';

const BASE = `datasource db {
  provider = "postgresql"
}

model Owner {
  id   Int   @id
  pets Pet[]
}
`;
const PET = `model Pet {
  id      Int   @id
  ownerId Int
  owner   Owner @relation(fields: [ownerId], references: [id])
  toys    Toy[]
}
`;
const TOY = `model Toy {
  id    Int @id
  petId Int
  pet   Pet @relation(fields: [petId], references: [id])
}
`;
const SCHEMA = [BASE, PET, TOY].join('\n');
const WRITTEN = SCHEMA.replace('model Owner', '/// @@shard.hash(on: [id])\nmodel Owner').replace(
  'model Pet',
  '/// @@shard.colocated(with: Owner, on: [ownerId])\nmodel Pet',
);

function project(files: Readonly<Record<string, string>> = { 'schema.prisma': SCHEMA }) {
  const cwd = tempFolder();
  addFiles(cwd, files);
  const read = (path = 'schema.prisma') => readFileSync(join(cwd, path), 'utf8');
  const run = async (args: readonly string[], ask?: Ask) => {
    const out: string[] = [];
    const err: string[] = [];
    const terminal = {
      colors: createColors(false),
      out: (line: string) => out.push(line),
      problem: (line: string) => err.push(line),
    };
    const code = await runProgram(['init', ...args], '1.2.3', { cwd, terminal, ask });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { cwd, read, run };
}

/** Answers in turn; undefined afterwards, as at the end of the input. */
function answers(...given: readonly string[]) {
  const left = [...given];
  const asked: string[] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return left.shift();
  };
  return { ask, asked };
}

describe('without a person', () => {
  test('it reports, writes nothing, and says how to write', async () => {
    const { run, read } = project();
    const { code, out, err } = await run([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^A sharding for schema\.prisma \(3 models\)/);
    expect(out).toContain('add `ownerId Int`; widen Toy.pet to');
    expect(out).toMatch(/Nothing was written\. .*init --yes$/);
    expect(read()).toBe(SCHEMA);
  });

  test('--yes writes, and a second run has nothing to write', async () => {
    const { run, read } = project();
    expect(await run(['--yes'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('wrote 2 annotations into schema.prisma'),
    });
    expect(read()).toBe(WRITTEN);
    const again = await run(['--yes']);
    expect(again.out).toMatch(/There is nothing to write\.$/);
    expect(read()).toBe(WRITTEN);
  });

  test('--json is one object, and writes only with --yes', async () => {
    const { run, read } = project();
    const { code, out } = await run(['--json']);
    expect(code).toBe(0);
    const answer: unknown = JSON.parse(out);
    expect(answer).toMatchObject({
      counts: { models: 3, roots: 1, followers: 1, lackKey: 1, annotations: 2 },
      candidates: [{ model: 'Owner', reachedBy: 2, direct: 1, chosen: true }, { model: 'Pet' }],
      roots: ['Owner'],
      groups: [{ root: 'Owner', key: ['id'], members: ['Owner', 'Pet', 'Toy'] }],
      annotations: [
        { model: 'Owner', file: 'schema.prisma', line: 5 },
        { model: 'Pet', line: 10 },
      ],
      written: [],
    });
    expect(answer).toHaveProperty('findings.0.places.0.fix');
    expect(read()).toBe(SCHEMA);
    const written = await run(['--json', '--yes']);
    expect(JSON.parse(written.out)).toMatchObject({ written: ['schema.prisma'] });
    expect(read()).toBe(WRITTEN);
  });

  test('--root chooses, and a wrong one is refused with nothing written', async () => {
    const { run, read } = project();
    expect((await run(['--root', 'Pet'])).out).toContain('Group of Pet: 2 models');
    await expect(run(['--root', 'Pets', '--yes'])).rejects.toThrow(/SG2407.*did you mean "Pet"/);
    expect(read()).toBe(SCHEMA);
  });

  test('what Prisma refuses is shown as validate shows it', async () => {
    const { run } = project({ 'schema.prisma': SCHEMA.replace('Int   @id', 'Itn @id') });
    expect(await run([])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/SG1001/) });
    const { code, out } = await run(['--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ refused: [{ code: 'SG1001', line: 6 }, {}] });
  });
});

describe('with a person', () => {
  test('it asks for the roots and whether to write', async () => {
    const { run, read } = project();
    const { ask, asked } = answers('', 'y');
    await run([], ask);
    expect(asked).toEqual([
      'Roots, first one first (Enter: Owner): ',
      'Write 2 annotations into 1 file? (y/N) ',
    ]);
    expect(read()).toBe(WRITTEN);
  });

  test('another root gives another proposal, and a name that is none is asked for again', async () => {
    const { run, read } = project();
    const { ask, asked } = answers('Dog', 'Pet', '', 'yes');
    const { out, err } = await run([], ask);
    expect(err).toBe('"Dog" cannot be a root: there is no such model');
    expect(out).toContain('Group of Pet: 2 models');
    expect(asked[2]).toBe('Roots, first one first (Enter: Pet Owner): ');
    expect(read()).toContain('/// @@shard.colocated(with: Pet, on: [petId])\nmodel Toy');
  });

  test('without a config, no shard that an annotation names is called unknown', async () => {
    const global = '\n/// @@shard.global(shard: main)\nmodel Setting {\n  id Int @id\n}\n';
    const { run } = project({ 'schema.prisma': SCHEMA + global });
    const { out, err } = await run([], answers('Pet', '', 'n').ask);
    expect(out).toContain('Group of Pet');
    expect(out + err).not.toContain('SG1238');
  });

  test.each([[['', 'n']], [['', '']], [['']], [[]]])('%j writes nothing', async (given) => {
    const { run, read } = project();
    expect((await run([], answers(...given).ask)).out).toMatch(/Nothing was written\.$/);
    expect(read()).toBe(SCHEMA);
  });

  test('the end of the input at the first question is the end', async () => {
    const { run } = project();
    const { ask, asked } = answers();
    await run([], ask);
    expect(asked).toHaveLength(1);
  });

  test('its answer is one line, and the end of the input is none', async () => {
    const input = new PassThrough();
    const ask = askOn(input, new PassThrough());
    const first = ask('? ');
    input.write('Team User\n');
    expect(await first).toBe('Team User');
    const second = ask('? ');
    input.end();
    expect(await second).toBeUndefined();
  });
});

describe('writing', () => {
  const MANY = {
    'prisma/base.prisma': BASE,
    'prisma/pets/pet.prisma': PET,
    'prisma/toy.prisma': TOY,
  };

  test('keeps files apart, rights, line ends and byte order marks', async () => {
    const crlf = `\uFEFF${PET.replaceAll('\n', '\r\n')}`;
    const { run, read, cwd } = project({ ...MANY, 'prisma/pets/pet.prisma': crlf });
    chmodSync(join(cwd, 'prisma/base.prisma'), 0o640);
    await run(['--yes']);
    expect(read('prisma/base.prisma')).toBe(
      BASE.replace('model', '/// @@shard.hash(on: [id])\nmodel'),
    );
    expect(read('prisma/pets/pet.prisma')).toBe(
      crlf.replace('model', '/// @@shard.colocated(with: Owner, on: [ownerId])\r\nmodel'),
    );
    expect(read('prisma/toy.prisma')).toBe(TOY);
    expect(statSync(join(cwd, 'prisma/base.prisma')).mode & 0o777).toBe(0o640);
  });

  test('goes through a link to the file that it leads to', async () => {
    const { run, read, cwd } = project({ 'shared/real.prisma': SCHEMA });
    symlinkSync(join(cwd, 'shared/real.prisma'), join(cwd, 'schema.prisma'));
    await run(['--yes']);
    expect(read('shared/real.prisma')).toBe(WRITTEN);
    expect(read()).toBe(WRITTEN);
  });

  test('refuses a file that changed since it was read, and one that is not UTF-8', async () => {
    const { cwd, read, run } = project();
    const { ask } = answers('', 'y');
    const meanwhile: Ask = async (question) => {
      writeFileSync(join(cwd, 'schema.prisma'), `${SCHEMA}// saved\n`);
      return ask(question);
    };
    await expect(run([], meanwhile)).rejects.toThrow(/SG2408.*schema\.prisma/);
    expect(read()).toBe(`${SCHEMA}// saved\n`);
    const latin = Buffer.from(SCHEMA.replace('model Pet', '// \u00e9\nmodel Pet'), 'latin1');
    writeFileSync(join(cwd, 'schema.prisma'), latin);
    await expect(run(['--yes'])).rejects.toThrow(/SG2408/);
    expect(readFileSync(join(cwd, 'schema.prisma'))).toEqual(latin);
  });

  test('changes no file when one of them cannot be written', async () => {
    const { cwd, read } = project(MANY);
    const files = await readProjectFiles({ cwd });
    let renames = 0;
    const failing = {
      ...diskOps,
      rename: async (from: string, to: string) => {
        renames += 1;
        if (renames === 2) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
        await diskOps.rename(from, to);
      },
    };
    const changed = files.files.map(({ path, content }) => ({
      path,
      content: `// new\n${content}`,
    }));
    await expect(writeSchema(files, changed, failing)).rejects.toThrow(/SG2409[\s\S]*disk full/);
    for (const [path, content] of Object.entries(MANY)) expect(read(path)).toBe(content);
  });
});
