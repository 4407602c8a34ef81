import type { LooseClient, LooseShards } from '../../support/generated-shards.js';
import type { Args, Loose } from '../data/plain.js';
import { spoken } from '../data/prisma-word.js';
import type { OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';
import { totalOrder } from '../query/random-order.js';

/** More pages than any list here has: a cursor that stands still would go on for ever. */
const MOST_PAGES = 10_000;

/** Asks all shards. Pages and batches come as the list that they make together. */
export async function askShards(
  db: LooseShards,
  Prisma: Loose,
  schema: OracleSchema,
  query: Query,
): Promise<Loose> {
  const repository: Loose = db[schema.model(query.model).delegate];
  const scattered: Loose =
    query.shards === undefined ? repository.onAllShards() : repository.onShards(query.shards);
  const args = spoken(query.args, Prisma);
  switch (query.method) {
    case 'paginate':
      return allPages(scattered, args);
    case 'stream':
      return allOf(scattered.stream(args));
    case 'createMany':
      return repository.createMany(args);
    default:
      return scattered[query.method](args);
  }
}

async function allOf(rows: AsyncIterable<Loose>): Promise<readonly Loose[]> {
  const all: Loose[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function allPages(scattered: Loose, args: Args): Promise<readonly Loose[]> {
  const all: Loose[] = [];
  let after: string | undefined;
  for (let i = 0; i < MOST_PAGES; i++) {
    const { rows, endCursor, hasNextPage } = await scattered.paginate({
      ...args,
      ...(after !== undefined && { after }),
    });
    all.push(...rows);
    const isFull = rows.length === args['first'];
    if (hasNextPage ? !isFull : rows.length > args['first']) {
      throw new Error(`a page of ${args['first']} has ${rows.length} rows`);
    }
    if (!hasNextPage) return all;
    after = endCursor;
  }
  throw new Error(`there are more than ${MOST_PAGES} pages`);
}

/** Asks the one database the same, with the ties broken where the database would break them as it likes. */
export async function askOne(
  client: LooseClient,
  Prisma: Loose,
  schema: OracleSchema,
  query: Query,
): Promise<Loose> {
  const { delegate } = schema.model(query.model);
  const one: Loose = client[delegate];
  const { method, args } = oneCall(schema, query);
  const answer = await one[method](spoken(args, Prisma));
  return query.method === 'exists' ? answer > 0 : answer;
}

/** What the one database is called with. */
export function oneCall(
  schema: OracleSchema,
  { model, method, args }: Query,
): { readonly method: string; readonly args: Args } {
  switch (method) {
    case 'findMany':
    case 'findFirst':
    case 'findFirstOrThrow':
      return isOrdered(method, args)
        ? { method, args: { ...args, orderBy: totalOrder(schema.model(model), args['orderBy']) } }
        : { method, args };
    case 'paginate':
    case 'stream': {
      const { first: _, batchSize: __, ...rest } = args;
      const orderBy = totalOrder(schema.model(model), args['orderBy']);
      return { method: 'findMany', args: { ...rest, orderBy } };
    }
    case 'exists':
      return { method: 'count', args };
    case 'groupBy':
      return isOrdered(method, args) ? { method, args: withGroupTies(args) } : { method, args };
    default:
      return { method, args };
  }
}

/** Groups are told apart by what they are grouped by. */
function withGroupTies(args: Args): Args {
  const given: readonly Args[] = [args['orderBy'] ?? []].flat();
  const named = new Set(given.flatMap((each) => Object.keys(each)));
  const by: readonly string[] = args['by'];
  const ties = by.filter((name) => !named.has(name)).map((name) => ({ [name]: 'asc' }));
  return { ...args, orderBy: [...given, ...ties] };
}

/** Whether the rows have an order: the given one, or that of the primary key where a piece is asked for. */
export function isOrdered(method: string, args: Args): boolean {
  if (method === 'paginate' || method === 'stream') return true;
  if (method === 'findFirst' || method === 'findFirstOrThrow') return true;
  const terms: readonly Args[] = [args['orderBy'] ?? []].flat();
  const named = new Set(terms.flatMap((term) => Object.keys(term)));
  const isPage = ['take', 'skip', 'cursor', 'distinct'].some((name) => args[name] !== undefined);
  if (method !== 'groupBy') return isPage || named.size > 0;
  // Ties are broken where a page is asked for; else groups with ties are a set.
  const by: readonly string[] = args['by'] ?? [];
  return named.size > 0 && (isPage || by.every((name) => named.has(name)));
}
