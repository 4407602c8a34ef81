import { quoted } from './cluster-errors.js';
import { ShardgenError } from './shardgen-error.js';

/** Every code of the servers under virtual shards, for docs/errors.md. */
export const TESTING_SERVER_CODES = {
  SG7020: 'The folder of the shared test server cannot be used.',
  SG7021: 'The url of the server for virtual shards is not right.',
  SG7022: 'The server for virtual shards cannot be reached.',
  SG7023: 'The role may not create databases for virtual shards.',
  SG7024: 'The server cannot hold virtual shards.',
  SG7025: 'The database of a virtual shard could not be made.',
  SG7026: 'The SQL that follows the schema is refused.',
  SG7027: 'The databases of virtual shards could not be reset.',
  SG7028: 'A virtual shard could not be crashed or stopped.',
  SG7029: 'A virtual shard is used while it is crashed or stopped.',
  SG7030: 'PGlite is not installed.',
  SG7031: 'PGlite cannot do what a test asks of a virtual shard.',
  SG7032: 'There is no free port for the server of a virtual shard.',
} as const;

export type TestingServerErrorCode = keyof typeof TESTING_SERVER_CODES;

function serverError(
  code: TestingServerErrorCode,
  message: string,
  fix: string,
  cause?: unknown,
): ShardgenError {
  return new ShardgenError({ code, message, fix, cause });
}

export function testFolderUnusable(folders: readonly string[]): ShardgenError {
  return serverError(
    'SG7020',
    `none of these folders can take the test server (each must be ours, and open to the server's user): ${folders.join(', ')}`,
    'set SHARDGEN_TESTING_DIRECTORY to a folder that this user may write and that all users can enter',
  );
}

export function serverUrlIllegal(reason: string): ShardgenError {
  return serverError(
    'SG7021',
    `the url of the server for virtual shards is not right: ${reason}`,
    'give the url of any database of a PostgreSQL server, such as postgresql://user:password@host:5432/postgres',
  );
}

export function serverUnreachable(server: string, reason: string, cause: unknown): ShardgenError {
  return serverError(
    'SG7022',
    `the server for virtual shards (${server}) cannot be reached: ${reason}`,
    'check that it runs, accepts connections from here, and that the user, password and database of the url are right',
    cause,
  );
}

export function mayNotCreateDatabases(server: string, role: string): ShardgenError {
  return serverError(
    'SG7023',
    `the role "${role}" may not create databases on ${server}, and each virtual shard is one`,
    `as a superuser: ALTER ROLE "${role.replaceAll('"', '""')}" CREATEDB; or give the url of another role`,
  );
}

export function serverUnsuitable(server: string, reason: string): ShardgenError {
  return serverError(
    'SG7024',
    `the server for virtual shards (${server}) cannot hold them: ${reason}`,
    'name a PostgreSQL server of version 14 or later that accepts writes, itself and not a pooler in front of it',
  );
}

export function databaseNotMade(server: string, output: string, cause: unknown): ShardgenError {
  return serverError(
    'SG7025',
    `${server} did not make the database of a virtual shard; it said:${quoted(output)}`,
    'correct what the server names; a url must lead to PostgreSQL itself, not to a pooler in front of it',
    cause,
  );
}

export function extraSqlRefused(output: string, cause: unknown): ShardgenError {
  return serverError(
    'SG7026',
    `the SQL that follows the schema is refused, and no virtual shard was made:${quoted(output)}`,
    'correct the statement that the message names; the tables of the schema exist when it runs, and it runs in one transaction',
    cause,
  );
}

export function resetFailed(database: string, output: string, cause?: unknown): ShardgenError {
  return serverError(
    'SG7027',
    `the database ${database} could not be reset; it said:${quoted(output)}`,
    'correct what the server names, or take new virtual shards instead of a reset',
    cause,
  );
}

export function seedNotRestorable(database: string, role: string): ShardgenError {
  return serverError(
    'SG7027',
    `the database ${database} could not be reset: the SQL that follows the schema inserts rows, and only a superuser can put them back past triggers and foreign keys; "${role}" is none`,
    'insert those rows in a set-up of the tests instead, or connect as a superuser',
  );
}

export function connectionsStay(database: string, seconds: number): ShardgenError {
  return serverError(
    'SG7028',
    `connections to ${database} did not end within ${seconds} s`,
    "see pg_stat_activity for who they are; only a superuser can end another role's",
  );
}

export function placeUnavailable(database: string): ShardgenError {
  return serverError(
    'SG7029',
    `the virtual shard's database ${database} is crashed or stopped, and a reset needs it`,
    'call restore() on its handle first',
  );
}

export function pgliteMissing(from: string): ShardgenError {
  return serverError(
    'SG7030',
    `virtual shards on PGlite need the package @electric-sql/pglite, and it is not installed for ${from}`,
    'npm install --save-dev @electric-sql/pglite',
  );
}

export function pgliteCannot(what: string): ShardgenError {
  return serverError(
    'SG7031',
    `PGlite cannot ${what}: the database is part of this process and has no server`,
    "run this test on real servers: leave out engine: 'pglite'",
  );
}

export function noStablePort(first: number, last: number): ShardgenError {
  return serverError(
    'SG7032',
    `200 ports between ${first} and ${last} were tried on 127.0.0.1, and none is free for a shard's own server`,
    'end what holds them, or use the shared server',
  );
}
