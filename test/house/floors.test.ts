import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCycles } from './cycles.js';
import { FLOORS, PACKAGES, PLANE_RULES } from './floor-plan.js';
import { arrow, PLANES, ROOT, SOURCES, type SourceFile, sourcesIn } from './sources.js';

/** `plane/room`, where a room is a folder or a file right below its plane. */
const roomOf = (path: string) => path.split('/').slice(0, 2).join('/');
const planeOf = (path: string) => path.split('/')[0];
const isOurs = (target: string) => PLANES.some((plane) => target.startsWith(`${plane}/`));

const edges = SOURCES.flatMap((file) => file.imports.map((one) => ({ file, one })));

test('the sources are found', () => {
  expect(SOURCES.length).toBeGreaterThan(200);
  expect(edges.length).toBeGreaterThan(700);
});

test('every relative import names a file that exists', () => {
  const paths = new Set(SOURCES.map((file) => file.path));
  const lost = edges.filter(({ one }) => isOurs(one.target) && !paths.has(one.target));
  expect(lost.map(({ file, one }) => arrow(file, one))).toEqual([]);
});

describe.each(PLANES)('the floors of %s', (plane) => {
  const floors: readonly (readonly string[])[] = FLOORS[plane];
  const floorOf = (path: string) =>
    floors.findIndex((rooms) => rooms.some((room) => roomOf(path) === `${plane}/${room}`));

  test('name every room, and no room that is not there', () => {
    const rooms = readdirSync(join(ROOT, plane), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith('.ts'))
      .map((entry) => entry.name);
    expect(floors.flat().sort()).toEqual(rooms.sort());
  });

  test('are only looked down from', () => {
    const inside = edges.filter(
      ({ file, one }) => planeOf(file.path) === plane && planeOf(one.target) === plane,
    );
    const upwards = inside.filter(
      ({ file, one }) =>
        roomOf(file.path) !== roomOf(one.target) && floorOf(one.target) >= floorOf(file.path),
    );
    expect(inside.length).toBeGreaterThan(50);
    expect(upwards.map(({ file, one }) => arrow(file, one))).toEqual([]);
  });
});

test.each(PLANE_RULES)('$plane takes from other planes only what it may', (rule) => {
  const allowed = (target: string, typeOnly: boolean) =>
    rule.from.some((room) => roomOf(target) === room) ||
    (typeOnly && rule.typesOnlyFrom.some((room) => roomOf(target) === room));
  const wrong = edges
    .filter(({ file, one }) => planeOf(file.path) === rule.plane && isOurs(one.target))
    .filter(({ one }) => planeOf(one.target) !== rule.plane)
    .filter(({ one }) => !allowed(one.target, one.typeOnly));
  expect(wrong.map(({ file, one }) => arrow(file, one))).toEqual([]);
});

test('a package is loaded only in the rooms that are named for it', () => {
  const isPackage = (target: string) => !isOurs(target) && !target.startsWith('node:');
  const bare = (target: string) =>
    target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/');
  const wrong = edges
    .filter(({ one }) => isPackage(one.target) && !one.typeOnly)
    .filter(({ file, one }) => !PACKAGES[roomOf(file.path)]?.includes(bare(one.target)));
  expect(wrong.map(({ file, one }) => arrow(file, one))).toEqual([]);
});

test('there is no import cycle, not even one of types', () => {
  expect(findCycles(SOURCES)).toEqual([]);
});

test('a cycle would be found', () => {
  const file = (path: string, target: string): SourceFile => ({
    ...(SOURCES[0] as SourceFile),
    path,
    imports: [{ target, typeOnly: true, lazy: false }],
  });
  const ring = [file('a.ts', 'b.ts'), file('b.ts', 'c.ts'), file('c.ts', 'b.ts')];
  expect(findCycles(ring)).toEqual([['b.ts', 'c.ts']]);
});

test('generated code imports the runtime, the Prisma client, custom strategies and itself, and nothing else', () => {
  const golden = sourcesIn('test/golden/generate');
  const targets = golden.flatMap((file) => file.imports.map(({ target }) => target));
  const strange = targets.filter(
    (target) =>
      target !== 'shardgen' &&
      !/^test\/golden\/generate\/[\w-]+\/client\/client(\.ts)?$/.test(target) &&
      !/^test\/golden\/generate\/[\w-]+\/[\w-]+\.ts$/.test(target) &&
      !/^test\/golden\/generate\/[\w-]+\/expected\//.test(target),
  );
  expect(golden.length).toBeGreaterThan(50);
  expect(strange).toEqual([]);
});
