import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../unit/generator/temp-folder.js';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, LONE_USER, ORDER, USER } from './support/shop.js';

test('generate --watch follows every save and survives mistakes', async () => {
  const project = createProject({
    'prisma/user.prisma': HEAD + LONE_USER,
    'shardgen.config.ts': CONFIG,
  });
  const shards = () => Object.keys(filesIn(join(project.folder, 'src/generated/shards')));
  const client = () => Object.keys(filesIn(join(project.folder, 'src/generated/prisma')));
  const run = project.startShardgen(['generate', '--watch']);
  await run.printed('watching prisma');
  expect(shards()).not.toContain('repositories/Order.ts');

  project.add({ 'prisma/user.prisma': HEAD + USER, 'prisma/order.prisma': ORDER });
  await run.printed('added', 3);
  expect(shards()).toContain('repositories/Order.ts');
  // the client follows
  await run.printed('added', 4);
  expect(client()).toContain('models/Order.ts');

  project.add({ 'prisma/order.prisma': ORDER.replace('@@shard.colocated', '@@shard.colocatd') });
  await run.printed(/error\[SG1\d{3}\]/);
  expect(shards()).toContain('repositories/Order.ts');

  project.add({ 'shardgen.config.ts': 'throw new Error("half typed")' });
  await run.printed('half typed');

  project.add({
    'prisma/order.prisma': '',
    'prisma/user.prisma': HEAD + LONE_USER,
    'shardgen.config.ts': CONFIG,
  });
  await run.printed('removed', 2);
  expect(shards()).not.toContain('repositories/Order.ts');
  expect(client()).not.toContain('models/Order.ts');
  expect(await run.stop()).toMatchObject({ code: 0 });
});

test('generate --watch makes the client of the last of several saves', async () => {
  const project = createProject({
    'prisma/schema.prisma': HEAD + LONE_USER,
    'shardgen.config.ts': CONFIG,
  });
  const run = project.startShardgen(['generate', '--watch']);
  await run.printed('watching prisma');
  for (const [at, name] of ['one', 'two', 'three'].entries()) {
    const more = LONE_USER.replace('model User {', `model User {\n  ${name} Int?`);
    project.add({ 'prisma/schema.prisma': HEAD + more });
    await run.printed('4 files,', at + 2);
  }
  const client = () => filesIn(join(project.folder, 'src/generated/prisma'))['models/User.ts'];
  await expect.poll(client, { timeout: 30_000 }).toContain('three');
  expect(client()).not.toContain('two');
  expect(await run.stop()).toMatchObject({ code: 0 });
  expect((await project.shardgen(['generate', '--check'])).out).toContain('current');
});

test('generate --watch ends at once while a client is being made, and leaves the old one', async () => {
  const project = createProject({
    'prisma/schema.prisma': HEAD + LONE_USER,
    'shardgen.config.ts': CONFIG,
  });
  const run = project.startShardgen(['generate', '--watch']);
  await run.printed('watching prisma');
  const client = () => filesIn(join(project.folder, 'src/generated/prisma'));
  const before = client();
  const more = LONE_USER.replace('model User {', 'model User {\n  more Int?');
  project.add({ 'prisma/schema.prisma': HEAD + more });
  await run.printed('4 files,', 2);
  expect(await run.stop('SIGTERM')).toMatchObject({ code: 0 });
  expect(client()).toEqual(before);
  expect((await project.shardgen(['generate'])).out).toContain('Prisma client in');
  expect(client()).not.toEqual(before);
});

test('generate --watch follows the functions of custom strategies', async () => {
  const custom = LONE_USER.replace(
    '@@shard.hash(on: [id], buckets: 64)',
    '@@shard.custom(on: [id], using: "./by-id")',
  );
  const project = createProject({
    'prisma/schema.prisma': HEAD + custom,
    'prisma/by-id.ts': `export default () => 'shard_1' as const;`,
    'shardgen.config.ts': CONFIG,
  });
  const run = project.startShardgen(['generate', '--watch']);
  await run.printed('watching prisma');
  project.add({ 'prisma/by-id.ts': `export default () => 'shard_9' as const;` });
  await run.printed('SG1236');
  project.add({ 'prisma/by-id.ts': `export default () => 'shard_2' as const;` });
  await run.printed('up to date');
  expect(await run.stop()).toMatchObject({ code: 0 });
});

test('generate --watch with nothing to watch ends with the reason', async () => {
  const project = createProject({});
  const run = await project.shardgen(['generate', '--watch']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('SG2101') });
  const both = await project.shardgen(['generate', '--watch', '--check']);
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('exclude each other') });
});

test('generate --watch goes on when the folder of the schema was deleted and is back', async () => {
  const project = createProject({
    'prisma/schema.prisma': HEAD + LONE_USER,
    'shardgen.config.ts': CONFIG,
  });
  const run = project.startShardgen(['generate', '--watch']);
  await run.printed('watching prisma');

  rmSync(join(project.folder, 'prisma'), { recursive: true });
  await run.printed('SG2101');

  project.add({ 'prisma/schema.prisma': HEAD + USER + ORDER });
  await run.printed('5 files,');

  project.add({ 'prisma/schema.prisma': HEAD + LONE_USER });
  await run.printed('4 files,', 2);
  expect(await run.stop()).toMatchObject({ code: 0 });
});
