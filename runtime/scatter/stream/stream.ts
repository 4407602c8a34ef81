import { straysOf } from '../../directory/without-strays.js';
import { tooManyMoves } from '../../errors/move-errors.js';
import type { Fields } from '../../router/fields.js';
import { narrowWhere } from '../../router/narrow-where.js';
import type { CursorValue } from '../../cursor/cursor-value.js';
import type { PlannedCall, ReadPlan } from '../explain/read-plan.js';
import { batchSize, withoutOwn } from '../page/page-arguments.js';
import { type PageOrder, readPageOrder } from '../page/page-order.js';
import { readCall, runCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { askTogether } from './ask-together.js';
import { mergedChunks } from './merged-chunks.js';
import { RowIterator } from './row-iterator.js';

const OWN = ['batchSize'];

interface StreamPlan extends ReadPlan {
  readonly size: number;
  readonly order: PageOrder;
}
