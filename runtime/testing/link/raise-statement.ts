import pg from 'pg';
import type { RaisedError } from './fault.js';

/** A statement that fails with the error of one's choice, so that the error is PostgreSQL's own. */
export function raiseStatement({ code, message }: RaisedError): string {
  const body = `BEGIN RAISE EXCEPTION USING ERRCODE = ${pg.escapeLiteral(code)}, MESSAGE = ${pg.escapeLiteral(message)}; END`;
  return `DO ${pg.escapeLiteral(body)}`;
}
