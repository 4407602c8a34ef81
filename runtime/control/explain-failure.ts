import {
  controlRefused,
  controlTablesMissing,
  controlUnreachable,
} from '../errors/control-errors.js';
import { ShardgenError } from '../errors/shardgen-error.js';
import { isConnectionFailure } from '../executor/prisma/is-connection-failure.js';

/** SQLSTATEs of a schema, table, column or function that is not there. */
const NOT_THERE = /^(3F000|42P01|42703|42883)$/;

/** The driver's word for an answer that did not come within `query_timeout`. */
const TOO_LATE = 'Query read timeout';

/** What a caller gets for a failure of the driver: a named error. */
export function explainFailure(server: string, error: unknown): unknown {
  if (error instanceof ShardgenError) return error;
  if (isConnectionFailure(error)) return controlUnreachable(server, error);
  if (!(error instanceof Error)) return error;
  if (error.message === TOO_LATE) return controlUnreachable(server, error);
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  return NOT_THERE.test(code) ? controlTablesMissing(server, error) : controlRefused(server, error);
}
