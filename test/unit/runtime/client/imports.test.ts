import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/** Packages that the runtime really loads, found by following its imports. */
function packagesLoadedBy(file: string, seen = new Set<string>()): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (seen.has(file)) return found;
  seen.add(file);
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (target.startsWith('node:')) continue;
    const deeper = target.startsWith('.')
      ? packagesLoadedBy(path.resolve(path.dirname(file), target.replace(/\.js$/, '.ts')), seen)
      : new Map([[target, [path.basename(file)]]]);
    for (const [name, files] of deeper) found.set(name, [...(found.get(name) ?? []), ...files]);
  }
  return found;
}

test("the runtime loads the driver, its adapter and Prisma's errors, each where it is at home, and no other package", () => {
  const entry = fileURLToPath(new URL('../../../../runtime/index.ts', import.meta.url));
  expect([...packagesLoadedBy(entry)]).toEqual([
    ['pg', ['create-control-database.ts', 'steady-client.ts', 'cancel-request.ts']],
    ['@prisma/adapter-pg', ['steady-adapter.ts']],
    // The user's own client loads it too; its errors are what `instanceof` knows.
    ['@prisma/client/runtime/client', ['unique-violation.ts']],
  ]);
});
