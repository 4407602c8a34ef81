import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { systemCodeOf } from '../errors/quote.js';

function versionIn(file: string): string | undefined {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('version' in parsed)) return undefined;
  return typeof parsed.version === 'string' ? parsed.version : undefined;
}

/** The version of the client generator that shardgen carries. */
export function carriedPrismaVersion(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@prisma/client-generator-ts'); // <package>/dist/index.js
  return versionIn(join(dirname(dirname(entry)), 'package.json')) ?? 'unknown';
}

/** The version of @prisma/client that code in `folder` would import; undefined when not installed. */
export function installedPrismaVersion(folder: string): string | undefined {
  const require = createRequire(join(folder, 'shardgen-resolves-from-here.js'));
  try {
    return versionIn(require.resolve('@prisma/client/package.json'));
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'MODULE_NOT_FOUND') return undefined;
    throw thrown;
  }
}

/** Clients of one minor version differ only in the version that they name. */
export function sameMinor(a: string, b: string): boolean {
  return a.split('.').slice(0, 2).join('.') === b.split('.').slice(0, 2).join('.');
}
