import { mergeSorted } from '../../merge/merge-sorted.js';
import type { Compare } from '../../merge/merge-until-empty.js';
import type { Fields } from '../../router/fields.js';
import { checkRows } from '../check-rows.js';
import type { ShardAnswer } from '../questions/running-call.js';
import type { ScatterCall } from '../scatter-call.js';
import { rowsIn } from './distinct-rows.js';

/** What shards are asked for their first rows. */
export interface SortedQuestion {
  /** With `take`, the most that one shard may have to give. */
  readonly args: Fields;
  /** So many are asked for at first; undefined for all at once. */
  readonly share: number | undefined;
  /** How the rows of these answers compare; it may have to ask a shard. */
  comparing(
    answers: readonly ShardAnswer[],
    lists: readonly (readonly Fields[])[],
  ): Promise<Compare<Fields>>;
}

export interface SortedAnswer {
  /** In the common order of all shards: its first `take` rows are the first of all. */
  readonly rows: readonly Fields[];
  readonly compare: Compare<Fields>;
}

/**
 * Asks each shard for its first rows, and merges them. A shard whose share runs out before the merge is done
 * is asked once more, for all of them: its rows are then those of one moment, as without shares.
 *
 * @throws ShardgenError SG5002, SG5013, and what `comparing` throws.
 */
export async function askSorted(
  asking: ScatterCall,
  { args, share: fair, comparing }: SortedQuestion,
): Promise<SortedAnswer> {
  const wanted = typeof args['take'] === 'number' ? args['take'] : 0;
  const share = fair === undefined || fair >= wanted ? undefined : fair;
  let answers = await asking.ask('findMany', share === undefined ? args : { ...args, take: share });
  const whole = new Set<number>();
  for (;;) {
    const lists = listsOf(asking, answers);
    const compare = await comparing(answers, lists);
    const rows = mergeSorted(lists, compare);
    if (share === undefined) return { rows, compare };
    const needed = new Set(rows.slice(0, wanted - 1));
    const short = answers.filter(({ shard }, i) => {
      const last = lists[i]?.[share - 1];
      return !whole.has(shard) && last !== undefined && needed.has(last);
    });
    if (short.length === 0) return { rows, compare };
    const more = await asking.askEach(
      short.map(({ shard }) => ({ shard, method: 'findMany', args })),
    );
    for (const { shard } of short) whole.add(shard);
    answers = answers.map((answer) => more.find(({ shard }) => shard === answer.shard) ?? answer);
  }
}

/**
 * The rows of each answer.
 *
 * @throws ShardgenError SG5013 where they are too many to hold.
 */
export function listsOf(
  { call, options }: Pick<ScatterCall, 'call' | 'options'>,
  answers: readonly ShardAnswer[],
): readonly (readonly Fields[])[] {
  const lists = answers.map(({ value }) => rowsIn(value));
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  checkRows(call, count, options.maxRows);
  return lists;
}
