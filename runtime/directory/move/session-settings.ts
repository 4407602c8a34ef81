/** Settings of a mover's transactions, whatever those of the server, the database and the user are. */
const SETTINGS: Readonly<Record<string, string>> = {
  // A value, written as text, is read as the same value, and written the same everywhere.
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '3',
  lc_monetary: 'C',
  // What was committed is there after a crash.
  synchronous_commit: 'on',
  // A policy that hides rows is an error: they would be lost.
  row_security: 'off',
  // The rows of a key may be many.
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

const set = Object.entries(SETTINGS).map(
  ([name, value]) => `set_config('${name}', '${value}', true)`,
);

/** The first statement of each transaction. */
export const SESSION_SETTINGS = `SELECT ${set.join(', ')}`;
