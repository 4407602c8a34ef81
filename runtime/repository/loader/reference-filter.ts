import type { KeyValue } from '../../key/key-value.js';
import type { Fields } from '../../router/fields.js';
import type { CrossRelationPlan } from '../../router/model-plan.js';
import type { Reference } from './references-of-rows.js';

/** Values of one query: far below the 32767 parameters that PostgreSQL takes. */
export const MOST_VALUES = 10_000;

/** So many references at a time that each part is one statement. */
export function inParts(
  { pairs }: CrossRelationPlan,
  references: readonly Reference[],
): readonly (readonly Reference[])[] {
  const most = Math.floor(MOST_VALUES / pairs.length);
  const parts: (readonly Reference[])[] = [];
  for (let from = 0; from < references.length; from += most) {
    parts.push(references.slice(from, from + most));
  }
  return parts;
}

/**
 * The filter that exactly the named rows match. Values of several fields belong together: those that
 * agree in all but one field share a list of that field.
 */
export function referenceFilter(
  { pairs }: CrossRelationPlan,
  references: readonly Reference[],
): Fields {
  const names = pairs.map((pair) => pair.references);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) {
    return { [only]: { in: references.map(({ values }) => values[0]) } };
  }
  const varied = mostVaried(names.length, references);
  const branches = new Map<string, { filter: Record<string, unknown>; list: unknown[] }>();
  for (const { values } of references) {
    const fixed = names.flatMap((name, i) => (i === varied ? [] : [[name, values[i]] as const]));
    const shared = fixed.map(([, value]) => `${String(value).length}:${value}`).join('');
    const branch = branches.get(shared) ?? { filter: Object.fromEntries(fixed), list: [] };
    branches.set(shared, branch);
    branch.list.push(values[varied]);
  }
  const filters = [...branches.values()].map(({ filter, list }) => ({
    ...filter,
    [names[varied] ?? '']: { in: list },
  }));
  return { OR: filters };
}

/** The position with most different values: the fewest branches stay. */
function mostVaried(positions: number, references: readonly Reference[]): number {
  let best = 0;
  let most = 0;
  for (let i = 0; i < positions; i++) {
    const different = new Set<KeyValue | undefined>(references.map(({ values }) => values[i])).size;
    if (different > most) [best, most] = [i, different];
  }
  return best;
}
