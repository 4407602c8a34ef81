import { askOne } from '../compare/ask.js';
import type { Args, Loose } from '../data/plain.js';
import { type Query, READS } from '../query/query.js';
import type { OracleSession } from './oracle-session.js';

/** What becomes of an answer on its way. */
export type Spoil = (answer: Loose, query: Query) => Loose;

/** The session with one database in the place of the shards: its answers are right until `spoil` has them. */
export function withOneAsShards(session: OracleSession, spoil: Spoil): OracleSession {
  const { schema, shards } = session;
  const { oracle, Prisma, db } = shards;
  const repositories = schema.models.map(({ name: model, delegate }) => {
    const ask = (method: Query['method']) => async (args: Args) => {
      const query = { model, method, args };
      return spoil(await askOne(oracle, Prisma, schema, query), query);
    };
    const reads = Object.fromEntries(READS.map((method) => [method, ask(method)]));
    const scattered = {
      ...reads,
      async *stream(args: Args) {
        yield* await ask('stream')(args);
      },
      async paginate({ after = '0', ...args }: Args) {
        const rows = await ask('paginate')(args);
        const end = Number(after) + args['first'];
        const page = rows.slice(Number(after), end);
        return { rows: page, endCursor: String(end), hasNextPage: end < rows.length };
      },
    };
    const asked = () => scattered;
    const createMany = (args: Args) => Object(db[delegate]).createMany(args);
    return [delegate, { createMany, onAllShards: asked, onShards: asked }] as const;
  });
  const standIn: Loose = Object.fromEntries(repositories);
  return { ...session, shards: { ...shards, db: standIn } };
}
