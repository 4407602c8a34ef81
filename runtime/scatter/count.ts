import type { Call } from '../errors/call.js';
import { unmergeable } from '../errors/routing-errors.js';
import { sumCounts } from '../merge/sum-counts.js';
import { type Fields, isChosen, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { ScalarPlan } from '../router/scalar-plan.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { readWindow, type Window } from './read-window.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';
import type { MergeStep } from './surface/scatter-plan.js';

/** What says which rows are counted, where not all are. */
const UNMERGED = ['orderBy', 'cursor', 'distinct'];

interface CountPlan extends ReadPlan {
  /** Which part of the rows is counted; undefined for all. */
  readonly window: Window | undefined;
}

export function planCount({ call, plan }: PlannedCall, given: Fields | undefined): CountPlan {
  refuseOptions(plan, call, given, UNMERGED);
  const window = readWindow(call, given);
  const sum: MergeStep = { operator: 'sum' };
  const common = { asks: 'count', hiddenColumns: [] } as const;
  // What Prisma refuses it is given to refuse.
  if (window === undefined || window.skip < 0) {
    return { ...common, args: given, merge: [sum], window: undefined };
  }
  refusePartCounts(plan, call, given);
  const { skip, take } = window;
  const most = take === undefined ? undefined : skip + Math.abs(take);
  return {
    ...common,
    args: { ...given, skip: undefined, take: most },
    merge: [sum, ...stepsOf(window)],
    window,
  };
}

function stepsOf({ skip, take }: Window): readonly MergeStep[] {
  return [
    ...(skip > 0 ? [{ operator: 'skip', rows: skip } as const] : []),
    ...(take === undefined ? [] : [{ operator: 'take', rows: Math.abs(take) } as const]),
  ];
}

/**
 * How many rows have a value is only known where it is known which rows are counted, or all have one.
 *
 * @throws ShardgenError SG3011.
 */
function refusePartCounts(plan: ModelPlan, call: Call, given: Fields | undefined): void {
  const select = given?.['select'];
  if (!isFields(select)) return;
  const depends = Object.keys(select).some(
    (field) => isChosen(select[field]) && mayBeNull(plan.scalars.get(field)),
  );
  if (depends) throw unmergeable(call, given?.['take'] === undefined ? 'skip' : 'take');
}

/** A list that nobody has written is NULL, which Prisma hands out as an empty one. */
function mayBeNull(scalar: ScalarPlan | undefined): boolean {
  return scalar?.nullable === true || scalar?.kind === 'list';
}

/** The sum of the shards' counts, of which `skip` and `take` leave a part. */
export function count(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'count', args, async ({ call, ask }, given) => {
    const { args: asked, asks, window } = planCount({ ...scope, call }, given);
    const answers = await ask(asks, asked);
    const total = sumCounts(answers.map(({ value }) => value));
    return window === undefined ? total : within(window, total);
  });
}

function within({ skip, take }: Window, total: unknown): unknown {
  const most = take === undefined ? Number.POSITIVE_INFINITY : Math.abs(take);
  const part = (count: unknown) => Math.min(Math.max(Number(count) - skip, 0), most);
  if (typeof total === 'number') return part(total);
  const counts = Object.entries(Object(total));
  return Object.fromEntries(counts.map(([field, each]) => [field, part(each)]));
}
