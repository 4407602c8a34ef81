import type { RouteView } from './route-view.js';

/** What the comments of a repository's methods say, where it depends on where the rows live. */
export interface MethodDocs {
  readonly findFirst: string;
  readonly findFirstOrThrow: string;
  readonly findMany: string;
  readonly create: string;
  readonly createMany: string;
  readonly update: string;
  readonly updateMany: string;
  readonly upsert: string;
  readonly deleteMany: string;
  readonly count: string;
  readonly aggregate: string;
  readonly groupBy: string;
  readonly route: string;
}

const ROUTES: Readonly<Record<RouteView['method'], string>> = {
  routeKey: 'Where the rows of a key live, without asking a database.',
  lookUpKey: 'Asks the directory where the rows of a key live, and whether it has a place yet.',
  routeAll: 'Where the rows live, without asking a database.',
};

/** `keyText` is empty for a model without a shard key. */
export function methodDocs(
  keyText: string,
  { method }: Pick<RouteView, 'method'>,
  copied = false,
): MethodDocs {
  const everywhere = copied ? ' on every shard' : '';
  const keyed = keyText !== '';
  const of = keyed ? ` of one ${keyText}` : '';
  return {
    findFirst: `The first row${of} that matches, or null.`,
    findFirstOrThrow: `The first row${of} that matches, or Prisma's P2025.`,
    findMany: `All rows${of} that match.`,
    create: keyed
      ? `Creates one row on the shard of its ${keyText}.`
      : `Creates one row${everywhere}.`,
    createMany: keyed
      ? 'Creates rows, each on its own shard: atomic on each shard, not across shards.'
      : `Creates rows${everywhere}, all or none.`,
    update: keyed ? `Changes one row; its ${keyText} stays.` : `Changes one row${everywhere}.`,
    updateMany: `Changes all rows${of} that match${copied ? ',' : ''}${everywhere}.`,
    upsert: keyed
      ? `Changes one row, or creates it under the same ${keyText}.`
      : `Changes one row, or creates it${copied ? ',' : ''}${everywhere}.`,
    deleteMany: `Deletes all rows${of} that match${copied ? ',' : ''}${everywhere}.`,
    count: `Counts the rows${of} that match.`,
    aggregate: `Aggregates the rows${of} that match.`,
    groupBy: `Groups the rows${of} that match.`,
    route: ROUTES[method],
  };
}
