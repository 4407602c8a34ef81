import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ProjectConfig } from '../config/project-config.js';
import { reasonOf, systemCodeOf } from '../errors/quote.js';
import { schemaNotFound, schemaPathWrong } from '../errors/schema-location-errors.js';
import { schemaOfPackageJson } from './package-json-schema.js';
import { findPrismaConfig, schemaOfPrismaConfig } from './prisma-config.js';
import type { SchemaPlace } from './schema-place.js';

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(thrown) ?? '')) return undefined;
    throw thrown;
  }
}

function holdsSchemaFiles(folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) =>
    name.endsWith('.prisma'),
  );
}

function problemOf(stats: Stats): string {
  if (stats.isDirectory()) return 'holds no .prisma file';
  return stats.isFile() ? 'does not end in .prisma' : 'is neither a file nor a folder';
}

/** A path that somebody named has to lead to a schema. */
function named(cwd: string, path: string, namedBy: string): SchemaPlace {
  const shown = relative(cwd, path) || '.';
  let stats: Stats | undefined;
  try {
    stats = statOf(path);
    if (stats?.isFile() && path.endsWith('.prisma')) return { path, kind: 'file' };
    if (stats?.isDirectory() && holdsSchemaFiles(path)) return { path, kind: 'folder' };
  } catch (thrown) {
    throw schemaPathWrong(shown, namedBy, `cannot be read: ${reasonOf(thrown)}`);
  }
  if (stats === undefined) throw schemaPathWrong(shown, namedBy, 'does not exist');
  throw schemaPathWrong(shown, namedBy, problemOf(stats));
}

/**
 * The schema: `--schema`, the config, then where Prisma looks (its config file, package.json,
 * `schema.prisma`, `prisma/schema.prisma`), then a folder `prisma` of several files.
 *
 * @throws SG2101 with every place tried, SG2102 when a named path is wrong, SG2103.
 */
export async function findSchema(
  cwd: string,
  option: string | undefined,
  config: ProjectConfig,
): Promise<SchemaPlace> {
  if (option !== undefined) return named(cwd, resolve(cwd, option), '--schema');
  if (config.schema !== undefined)
    return named(cwd, config.schema, `\`schema\` of ${config.shownAs}`);
  const tried = ['--schema (not given)', `\`schema\` of ${config.shownAs} (not set)`];

  const prismaConfig = findPrismaConfig(cwd);
  if (prismaConfig !== undefined) {
    const shown = relative(cwd, prismaConfig);
    const path = await schemaOfPrismaConfig(cwd, prismaConfig);
    if (path !== undefined) return named(cwd, path, `\`schema\` of ${shown}`);
    tried.push(`\`schema\` of ${shown} (not set)`);
  } else {
    tried.push('prisma.config.ts (not there)');
  }
  const packaged = schemaOfPackageJson(cwd);
  if (packaged !== undefined) return named(cwd, packaged, '`prisma.schema` of package.json');
  tried.push('`prisma.schema` of package.json (not set)');

  for (const place of ['schema.prisma', join('prisma', 'schema.prisma')]) {
    if (statOf(resolve(cwd, place))?.isFile()) return { path: resolve(cwd, place), kind: 'file' };
    tried.push(`${place} (not there)`);
  }
  const folder = resolve(cwd, 'prisma');
  if (statOf(folder)?.isDirectory() && holdsSchemaFiles(folder)) {
    return { path: folder, kind: 'folder' };
  }
  tried.push('prisma/*.prisma (not there)');
  throw schemaNotFound(tried);
}
