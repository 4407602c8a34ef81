import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { reasonOf } from './quote.js';

export const SCHEMA_LOCATION_CODES = {
  SG2101: 'No Prisma schema was found.',
  SG2102: 'The schema path that was named does not lead to a schema.',
  SG2103: 'The Prisma config file cannot be loaded.',
  SG2104: 'The schema files cannot be read.',
} as const;

export function schemaNotFound(tried: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG2101',
    message: `no Prisma schema was found; tried:\n${tried.map((place) => `    ${place}`).join('\n')}`,
    fix: 'name it: shardgen generate --schema path/to/schema.prisma (or `schema` in shardgen.config.ts)',
  });
}

export function schemaPathWrong(path: string, namedBy: string, problem: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2102',
    message: `the schema "${path}" (named by ${namedBy}) ${problem}`,
    fix: `correct ${namedBy}: it has to be a .prisma file, or a folder with .prisma files`,
  });
}

export function prismaConfigThrows(file: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2103',
    message: `the Prisma config ${file} cannot be loaded to learn where the schema is: ${reasonOf(cause)}`,
    fix: 'correct that file, or name the schema with --schema or in shardgen.config.ts; then it is not read',
    cause,
  });
}

export function schemaUnreadable(path: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2104',
    message: `the schema "${path}" cannot be read: ${reasonOf(cause)}`,
    fix: 'give this user the right to read the schema files',
    cause,
  });
}
