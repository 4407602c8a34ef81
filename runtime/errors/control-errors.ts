import { reasonOf } from './execution-errors.js';
import { ShardgenError } from './shardgen-error.js';

export const CONTROL_CODES = {
  SG3401: 'the control database cannot be reached',
  SG3402: 'tables of shardgen are missing in the control database, or of an older version',
  SG3403: 'the control database has no connection url',
  SG3404: 'the control database refuses a statement of shardgen',
} as const;

/** `server` is host, port and database; never a user or a password. */
export function controlUnreachable(server: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3401',
    message: `the control database (${server}) cannot be reached: ${reasonOf(cause)}`,
    fix: 'Check that the server runs, accepts connections, and that the url of the control database is right. Calls that need nothing from it go on.',
    cause,
  });
}

export function controlTablesMissing(server: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3402',
    message: `the control database (${server}) does not have the tables of this version of shardgen: ${reasonOf(cause)}`,
    fix: 'Run `npx shardgen control install`, which makes what is missing and changes nothing else.',
    cause,
  });
}

/** `env` is the variable that should hold the url, if one is named. */
export function controlUrlMissing(env: string | undefined): ShardgenError {
  const missing =
    env === undefined
      ? 'has no url, and the generated code names no environment variable for it'
      : `has no url: the environment variable ${env} is not set or empty`;
  return new ShardgenError({
    code: 'SG3403',
    message: `the control database, which this schema needs, ${missing}`,
    fix: 'Set the variable, or pass the url: `createShards({ control: { url } })`. It may be the url of one of the shards.',
  });
}

export function controlRefused(server: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3404',
    message: `the control database (${server}) refuses a statement of shardgen: ${reasonOf(cause)}`,
    fix: 'See the cause. The user of the url has to be allowed to use the schema `shardgen` and to read and write its tables; `npx shardgen control install` also has to create them.',
    cause,
  });
}
