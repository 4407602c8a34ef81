import { type Fields, isChosen, isFields } from '../../router/fields.js';
import { isTotalName, quantityName, TOTALS, type Total, type TotalName } from './quantity.js';

/** The totals that a call selects, in its order. */
export function selectedTotals(given: Fields): readonly Total[] {
  return totalNames(given).flatMap((total): readonly Total[] => {
    const selected = given[total];
    if (isRowCount(total, selected)) return [{ total, field: '_all' }];
    if (!isFields(selected)) return [];
    return Object.keys(selected)
      .filter((field) => isChosen(selected[field]))
      .map((field) => ({ total, field }));
  });
}

/** In the order of the call, which is that of Prisma's answers. */
const totalNames = (given: Fields): readonly TotalName[] => Object.keys(given).filter(isTotalName);

/** `_count: true`, which is answered by a number. */
function isRowCount(total: TotalName, selected: unknown): boolean {
  return total === '_count' && selected === true;
}

/**
 * The selection for the shards: what the call selects, and what its answer is made of besides. What Prisma
 * refuses stays as it is.
 */
export function askedTotals(given: Fields, hidden: readonly Total[]): Fields {
  return Object.fromEntries(
    TOTALS.flatMap((total): [string, unknown][] => {
      const selected = given[total];
      const more = parts([...selectedTotals(given), ...hidden], total);
      if (more.length === 0 || isRefused(total, selected)) {
        return selected === undefined ? [] : [[total, selected]];
      }
      const fields = [...(isRowCount(total, selected) ? ['_all'] : []), ...more];
      const all = Object.fromEntries(fields.map((field) => [field, true]));
      return [[total, isFields(selected) ? { ...selected, ...all } : all]];
    }),
  );
}

/** The fields whose `total` some totals are made of. An average is that of all values, so that it needs their sum and number. */
function parts(totals: readonly Total[], total: TotalName): readonly string[] {
  const fields = totals.filter(
    (each) =>
      each.total === total || (each.total === '_avg' && (total === '_sum' || total === '_count')),
  );
  return fields.map(({ field }) => field);
}

/** What the shards are asked for and is not handed out: `_sum.price`. */
export function hiddenTotals(given: Fields, hidden: readonly Total[]): readonly string[] {
  const shown = new Set(selectedTotals(given).map(quantityName));
  const asked = selectedTotals(askedTotals(given, hidden)).map(quantityName);
  return asked.filter((name) => !shown.has(name));
}

function isRefused(total: TotalName, selected: unknown): boolean {
  if (selected === undefined || isRowCount(total, selected)) return false;
  return !isFields(selected) || !Object.values(selected).some(isChosen);
}

/** Makes answers as the call selects them, of which a `groupBy` has thousands. */
export function answersOf(given: Fields): (handOut: (total: Total) => unknown) => Fields {
  const totals = selectedTotals(given);
  const parts = totalNames(given).flatMap((total) => {
    const own = totals.filter((each) => each.total === total);
    const [first] = own;
    return first === undefined
      ? []
      : [{ total, own, only: isRowCount(total, given[total]) ? first : undefined }];
  });
  return (handOut) => {
    const answer: Record<string, unknown> = {};
    for (const { only, own, total } of parts) {
      answer[total] =
        only === undefined
          ? Object.fromEntries(own.map((each) => [each.field, handOut(each)]))
          : handOut(only);
    }
    return answer;
  };
}
