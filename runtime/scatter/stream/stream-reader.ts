import { findShardsFor, isLookup } from '../../directory/find-shard.js';
import type { Strays } from '../../directory/strays.js';
import { straysOf } from '../../directory/without-strays.js';
import type { SqlStatement } from '../../executor/sql-statement.js';
import { concatRows } from '../../merge/concat-rows.js';
import { type Fields, ownValue } from '../../router/fields.js';
import { createOrdering, type Ordering } from '../order/ordering.js';
import { argsBehind, checkPlace } from '../page/page-order.js';
import { among, type GivenCall, type ShardQuestion, scatterRead } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { askTogether } from './ask-together.js';
import type { Batch } from './batch-source.js';
import { mergedChunks } from './merged-chunks.js';
import type { StreamPlan } from './plan-stream.js';

/** What the order compares of a row. */
export type Place = readonly unknown[];

/** Rows that follow each other in the order. */
export interface Chunk {
  /** As the caller gets them. */
  readonly rows: readonly Fields[];
  /** Where the last of them stands. */
  readonly behind: Place;
}

/** Keys were moved from shard to shard since the first batch was read. */
export class KeysMoved extends Error {
  override readonly name = 'KeysMoved';
}

/**
 * The rows behind a place; all without one. Each batch is a call of its own, with the deadline and the limits
 * of one.
 *
 * @throws KeysMoved, and what calls throw.
 */
export async function* readFrom(
  scope: ScatterScope,
  { call, given }: GivenCall,
  plan: StreamPlan,
  place: Place | undefined,
): AsyncGenerator<Chunk> {
  const { chosen, options, runtime } = scope;
  const attempt = new AbortController();
  const { signal: outer } = options;
  const signal = outer === undefined ? attempt.signal : AbortSignal.any([outer, attempt.signal]);
  const own = { ...scope, options: { ...options, signal } };
  const known = await straysOf(runtime, scope.plan);
  const where = given && ownValue(given, 'where');
  const shards = among(await findShardsFor(runtime, scope.plan, where, 'stream'), chosen);
  const begin = { call, given: where === undefined ? undefined : { where } };
  const sql = (shard: number, statement: SqlStatement) =>
    scatterRead(own, 'stream', begin, (running) => running.sql(shard, statement));
  const ordering = createOrdering(runtime, { call, sql }, shards, plan.order.order);
  const ask = askTogether((questions: readonly ShardQuestion[]) =>
    scatterRead(own, 'stream', begin, (running) => running.askEach(questions)),
  );
  const reader = {
    shards,
    comparing: ordering.comparing,
    stop: () => attempt.abort(),
    async read(shard: number, after: Place | undefined): Promise<Batch<Fields, Place>> {
      const args = await argsOf(plan, ordering, call, after);
      const { value } = await ask({ shard, method: plan.asks, args });
      if (!(await isSettled(scope, known))) throw new KeysMoved();
      // Sound: Prisma's findMany answers a list of rows.
      const rows = concatRows([value]) as Fields[];
      const last = rows.length < plan.size ? undefined : rows.at(-1);
      return { rows, next: last && ordering.valuesOf(last) };
    },
  };
  for await (const rows of mergedChunks(reader, place)) {
    const last = rows.at(-1);
    if (last === undefined) continue;
    const hides = plan.hiddenColumns.length > 0;
    yield {
      rows: hides ? rows.map(plan.order.strip) : rows,
      behind: ordering.valuesOf(last),
    };
  }
}

async function argsOf(
  { args, order }: StreamPlan,
  ordering: Ordering,
  call: GivenCall['call'],
  after: Place | undefined,
): Promise<Fields> {
  if (after === undefined) return args;
  checkPlace(call, order, after);
  return argsBehind(args, await ordering.behind(after));
}

/** Whether all that was read is of one state of the directory, if there is one. */
function isSettled(
  { plan, runtime: { strays } }: ScatterScope,
  known: Strays,
): boolean | Promise<boolean> {
  if (!isLookup(plan) || strays === undefined) return true;
  return strays.isSettled(plan.group.name, known);
}
