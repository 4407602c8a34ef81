import type { Fields } from '../../router/fields.js';
import type { PlannedCall, ReadPlan } from '../explain/read-plan.js';
import { batchSize, withoutOwn } from '../page/page-arguments.js';
import { type PageOrder, readPageOrder } from '../page/page-order.js';

const OWN = ['batchSize'];

export interface StreamPlan extends ReadPlan {
  readonly args: Fields;
  /** Rows that a shard is asked for at once. */
  readonly size: number;
  readonly order: PageOrder;
}

/** @throws ShardgenError SG3011, SG3041, SG3042, SG3045, SG3066, SG3067. */
export function planStream(planned: PlannedCall, given: Fields | undefined): StreamPlan {
  const size = batchSize(planned.call, given, planned.options.maxRows);
  const order = readPageOrder(planned, withoutOwn(given, OWN));
  return {
    asks: 'findMany',
    args: { ...order.args, take: size },
    merge: [{ operator: 'read-batches', rows: size }, ...order.merge, ...order.strips],
    hiddenColumns: order.hiddenColumns,
    size,
    order,
  };
}
