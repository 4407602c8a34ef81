import { askOne, askShards } from '../compare/ask.js';
import { outcomeOf } from '../compare/outcome.js';
import { judge, type Verdict } from '../compare/verdict.js';
import type { Query } from '../query/query.js';
import type { OracleSession } from './oracle-session.js';

/** What the shards answer, beside what one database does. */
export async function compare({ schema, shards }: OracleSession, query: Query): Promise<Verdict> {
  const { db, oracle, Prisma } = shards;
  const [ours, theirs] = await Promise.all([
    outcomeOf(() => askShards(db, Prisma, schema, query)),
    outcomeOf(() => askOne(oracle, Prisma, schema, query)),
  ]);
  return judge(schema, query, ours, theirs);
}
