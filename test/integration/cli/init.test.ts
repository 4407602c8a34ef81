import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const FILES = {
  'prisma/schema.prisma': `${HEAD}
/// Who rents.
model Tenant {
  id    String @id @default(uuid()) @db.Uuid
  flats Flat[]
}

model Flat {
  tenantId String @db.Uuid
  no       Int
  tenant   Tenant @relation(fields: [tenantId], references: [id])

  @@id([tenantId, no])
}
`,
  'shardgen.config.ts': CONFIG,
  'tsconfig.json': TSCONFIG,
};

test('init, validate and generate lead from a schema without annotations to repositories', async () => {
  const project = createProject(FILES);
  const schema = () => readFileSync(join(project.folder, 'prisma/schema.prisma'), 'utf8');
  const looked = await project.shardgen(['init']);
  expect(looked).toMatchObject({ code: 0, err: '' });
  expect(looked.out).toMatch(/● Tenant[\s\S]*Nothing was written\. .*--yes\n$/);
  expect(schema()).toBe(FILES['prisma/schema.prisma']);

  const json = await project.shardgen(['init', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ roots: ['Tenant'], counts: { errors: 0 } });

  const written = await project.shardgen(['init', '--yes']);
  expect(written).toMatchObject({ code: 0, err: '' });
  expect(schema()).toContain('/// Who rents.\n/// @@shard.hash(on: [id])\nmodel Tenant {');
  expect(await project.shardgen(['validate'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 models in 1 colocation group'),
  });
  expect(await project.shardgen(['generate'])).toMatchObject({ code: 0 });
});

test('a wrong root is named, and nothing is done', async () => {
  const run = await createProject(FILES).shardgen(['init', '--root', 'Flt', '--yes']);
  expect(run).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/SG2407.*did you mean "Flat"/),
  });
});
