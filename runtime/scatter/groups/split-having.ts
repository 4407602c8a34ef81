import { type Fields, isFields, isFilter } from '../../router/fields.js';
import { isTotalName } from '../totals/quantity.js';
import { filtersOf, isLogical } from './read-having.js';

/** A `having` filter in two parts, both of which a group has to meet. */
export interface SplitHaving {
  /** Of fields by which rows are grouped: they hold on each shard or on none. */
  readonly pushed: Fields;
  /** Of totals, which no shard knows alone; empty where there is none. */
  readonly kept: Fields;
}

/** Parts a filter along its conjunctions. */
export function splitHaving(having: Fields): SplitHaving {
  const pushed: Record<string, unknown> = {};
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(having)) {
    const value = having[name];
    if (!holdsTotal(name, value)) pushed[name] = value;
    else if (name === 'AND') {
      const parts = filtersOf(value).map((each) =>
        isFields(each) ? splitHaving(each) : { pushed: each, kept: {} },
      );
      pushed[name] = parts.map((part) => part.pushed);
      kept[name] = parts.map((part) => part.kept);
    } else if (isLogical(name) || !isFilter(value)) kept[name] = value;
    else {
      const [own, totals] = partedBy(value, isTotalName);
      if (Object.keys(own).length > 0) pushed[name] = own;
      kept[name] = totals;
    }
  }
  return { pushed, kept };
}

function holdsTotal(name: string, value: unknown): boolean {
  if (!isLogical(name)) return isFilter(value) && Object.keys(value).some(isTotalName);
  return filtersOf(value).some(
    (each) => isFields(each) && Object.keys(each).some((part) => holdsTotal(part, each[part])),
  );
}

function partedBy(filter: Fields, isOfOther: (name: string) => boolean): readonly [Fields, Fields] {
  const part = (other: boolean) =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => isOfOther(name) === other));
  return [part(false), part(true)];
}

/**
 * The filter for the shards. What is kept stands in it all the same, beside something that every group
 * meets: so Prisma and PostgreSQL refuse what they do not take, and no group is left out.
 */
export function pushedHaving({ pushed, kept }: SplitHaving, counted: string): Fields {
  if (Object.keys(kept).length === 0) return pushed;
  const always = { [counted]: { _count: { gte: 0 } } };
  const and = pushed['AND'];
  const all = and === undefined ? [] : filtersOf(and);
  return { ...pushed, AND: [...all, { OR: [kept, always] }] };
}
