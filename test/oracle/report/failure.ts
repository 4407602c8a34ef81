import type { Verdict } from '../compare/verdict.js';
import type { Rows } from '../data/random-rows.js';
import type { OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';
import { snippet } from './snippet.js';

/** Everything that is needed to see a failure, and to see it again. */
export interface Failure {
  /** Seed and path of fast-check. */
  readonly where: string;
  readonly rows: Rows;
  readonly queries: readonly Query[];
  readonly verdict: Verdict;
}

export function failureText(
  schema: OracleSchema,
  { where, rows, queries, verdict }: Failure,
): string {
  const answers =
    verdict.kind === 'wrong'
      ? `the shards:\n${verdict.ours}\n\none database:\n${verdict.theirs}`
      : 'It was not wrong when it was asked again.';
  return `${where}\n\n${snippet(schema, rows, queries)}\n\n${answers}`;
}
