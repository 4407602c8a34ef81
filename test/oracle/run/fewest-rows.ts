import type { Verdict } from '../compare/verdict.js';
import type { Rows } from '../data/random-rows.js';
import { smallerRows } from '../data/smaller-rows.js';
import type { OracleSchema } from '../model/oracle-model.js';

/** How many sets of fewer rows are tried to make a failure easier to read. */
const TRIES = 150;

/** As few rows as a failure needs, and how it fails on them. */
export async function fewestRows(
  schema: OracleSchema,
  rows: Rows,
  ask: (rows: Rows) => Promise<Verdict>,
): Promise<readonly [Rows, Verdict]> {
  let needed = rows;
  let verdict = await ask(rows);
  let tries = TRIES;
  for (let shrinking = verdict.kind === 'wrong'; shrinking; ) {
    shrinking = false;
    for (const fewer of smallerRows(schema, needed)) {
      if (tries-- <= 0) break;
      const found = await ask(fewer);
      if (found.kind !== 'wrong') continue;
      [needed, verdict, shrinking] = [fewer, found, true];
      break;
    }
  }
  return [needed, verdict];
}
