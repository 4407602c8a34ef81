import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf, systemCodeOf } from '../errors/quote.js';
import { schemaPathWrong } from '../errors/schema-location-errors.js';

/** `prisma.schema` of the project's package.json, as an absolute path. */
export function schemaOfPackageJson(cwd: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, 'package.json'), 'utf8');
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return undefined;
    throw schemaPathWrong('package.json', 'the project', `cannot be read: ${reasonOf(thrown)}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    throw schemaPathWrong('package.json', 'the project', `is not JSON: ${reasonOf(thrown)}`);
  }
  if (typeof parsed !== 'object' || parsed === null || !('prisma' in parsed)) return undefined;
  const { prisma } = parsed;
  if (typeof prisma !== 'object' || prisma === null || !('schema' in prisma)) return undefined;
  return typeof prisma.schema === 'string' ? resolve(cwd, prisma.schema) : undefined;
}
