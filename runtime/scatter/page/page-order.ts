import type { Call } from '../../errors/call.js';
import { unpageableOrder, unpageableValue } from '../../errors/page-errors.js';
import { unmergeable } from '../../errors/routing-errors.js';
import { holdsCursor } from '../../nested-writes/check-cursors.js';
import { type Fields, ownValue } from '../../router/fields.js';
import { narrowWhere } from '../../router/narrow-where.js';
import type { PlannedCall } from '../explain/read-plan.js';
import { hiddenColumns } from '../order/hidden-columns.js';
import { holdsNoNumber, type Keyset, unfilterable } from '../order/keyset-filter.js';
import { readOrder } from '../order/read-order.js';
import { sortSteps } from '../order/sort-steps.js';
import { type OrderTerm, type TotalOrder, termName, toOrderBy } from '../order/total-order.js';
import type { MergeStep } from '../surface/scatter-plan.js';

/** An order in which rows can be read from any place on. */
export interface PageOrder {
  readonly order: TotalOrder;
  /** The same for the same model and order, in every process. */
  readonly mark: string;
  /** What each shard is asked: with what the order compares, and in its order. */
  readonly args: Fields;
  readonly merge: readonly MergeStep[];
  readonly strips: readonly MergeStep[];
  readonly hiddenColumns: readonly string[];
  strip(row: Fields): Fields;
}

/**
 * The order of pages, by arguments that are Prisma's.
 *
 * @throws ShardgenError SG3011, SG3041, SG3042, SG3045, SG3066.
 */
export function readPageOrder({ call, clientOmit, plan }: PlannedCall, given: Fields): PageOrder {
  if (holdsCursor(plan, given)) throw unmergeable(call, 'cursor');
  const order = readOrder(plan, call, ownValue(given, 'orderBy'));
  const term = unfilterable(order);
  if (term !== undefined) throw unpageableOrder(call, termName(term), reasonOf(term));
  const hidden = hiddenColumns({ call, clientOmit, plan }, given, order.terms);
  const { names } = hidden;
  return {
    order,
    mark: [plan.name, ...order.terms.map(markOf)].join('\n'),
    args: { ...hidden.args, orderBy: toOrderBy(order) },
    merge: sortSteps(order),
    strips: names.length === 0 ? [] : [{ operator: 'strip' }],
    hiddenColumns: names,
    strip: hidden.strip,
  };
}

/** What a shard is asked for the rows behind a place. */
export function argsBehind(args: Fields, keyset: Keyset): Fields {
  switch (keyset.kind) {
    case 'all':
      return args;
    case 'none':
      // Asked all the same, so that Prisma refuses what it does not take.
      return { ...args, take: 0 };
    case 'where':
      return { ...args, where: narrowWhere(args['where'], keyset.where) };
    default:
      return keyset satisfies never;
  }
}

/** @throws ShardgenError SG3066 where no filter of Prisma's takes one of the values. */
export function checkPlace(call: Call, { order }: PageOrder, values: readonly unknown[]): void {
  if (!holdsNoNumber(values)) return;
  const at = values.findIndex((value) => holdsNoNumber([value]));
  const term = order.terms[at];
  throw unpageableValue(call, term === undefined ? '' : termName(term), values[at]);
}

function reasonOf({ value }: OrderTerm): string {
  return value.kind === 'count'
    ? 'Prisma has no filter by the number of rows of a relation'
    : `Prisma has no filter by which ${value.scalar.kind} is greater or less`;
}

/** As text: what of it decides which row comes behind which. */
function markOf(term: OrderTerm): string {
  const { descending, nullsFirst, value } = term;
  const kind = value.kind === 'field' ? value.scalar.kind : value.kind;
  const nulls = nullsFirst ? 'nulls first' : 'nulls last';
  return `${termName(term)} ${kind} ${descending ? 'desc' : 'asc'} ${nulls}`;
}
