import { statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { prismaConfigThrows } from '../errors/schema-location-errors.js';

const EXTENSIONS = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts'];

/** In the order in which Prisma 7 itself looks. */
const CANDIDATES = [
  ...EXTENSIONS.map((end) => `prisma7.config.${end}`),
  ...EXTENSIONS.map((end) => join('.config', `prisma7.${end}`)),
  ...['prisma.config', join('.config', 'prisma'), join('.config', 'prisma.config')].flatMap(
    (base) => [
      ...EXTENSIONS.map((end) => `${base}.${end}`),
      ...EXTENSIONS.map((end) => join(base, `index.${end}`)),
    ],
  ),
];

export function findPrismaConfig(cwd: string): string | undefined {
  const found = CANDIDATES.find((name) =>
    statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isFile(),
  );
  return found === undefined ? undefined : resolve(cwd, found);
}

/**
 * The schema that a Prisma config names, as an absolute path.
 *
 * @throws SG2103 when the file throws.
 */
export async function schemaOfPrismaConfig(cwd: string, file: string): Promise<string | undefined> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { moduleCache: false, fsCache: false });
  let exported: unknown;
  try {
    exported = await jiti.import(file, { default: true });
  } catch (thrown) {
    throw prismaConfigThrows(relative(cwd, file), thrown);
  }
  if (typeof exported !== 'object' || exported === null || !('schema' in exported)) {
    return undefined;
  }
  return typeof exported.schema === 'string' && exported.schema !== ''
    ? resolve(dirname(file), exported.schema)
    : undefined;
}
