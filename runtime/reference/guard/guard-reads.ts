import type { Call } from '../../errors/call.js';
import { readsElsewhere } from '../../errors/reference-errors.js';
import { asRead, type Fields, givenValue, isFields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';

const isCopied = ({ group }: ModelPlan): boolean => group.strategy === 'reference';

/** Whether a relation leads from a copy to rows that are not copied. */
export const leadsElsewhere = (plan: ModelPlan, { target }: RelationPlan): boolean =>
  isCopied(plan) && !isCopied(target);

/** Looks for such relations in all that a call reads; `path` says where it looks. */
export interface ReadGuard {
  /** `select`, `include`, `where`, `orderBy` and `cursor`, of the call or of an included relation. */
  options(plan: ModelPlan, args: Fields, path: string): void;
  where(plan: ModelPlan, where: unknown, path: string): void;
  relation(plan: ModelPlan, relation: RelationPlan, path: string): void;
}

const LOGIC = ['AND', 'OR', 'NOT'];
const QUANTIFIERS = ['is', 'isNot', 'some', 'every', 'none'];

/** What it refuses is SG3701. */
export function createReadGuard(call: Call): ReadGuard {
  function refuse(plan: ModelPlan, relation: RelationPlan, path: string): void {
    if (!leadsElsewhere(plan, relation)) return;
    const { name, target } = relation;
    const { delegate } = target;
    throw readsElsewhere(call, path, {
      model: plan.name,
      relation: name,
      target: target.name,
      delegate,
    });
  }

  function* relationsIn(plan: ModelPlan, fields: Fields, path: string) {
    for (const relation of plan.relations) {
      const value = valueIn(fields, relation.name);
      if (value === undefined || value === false) continue;
      const at = joined(path, relation.name);
      refuse(plan, relation, at);
      yield [relation, value, at] as const;
    }
  }

  function where(plan: ModelPlan, given: unknown, path: string): void {
    for (const [one, at] of listed(given, path)) {
      for (const name of LOGIC) where(plan, valueIn(one, name), joined(at, name));
      for (const [{ target }, value, place] of relationsIn(plan, one, at)) {
        where(target, value, place);
        if (!isFields(value)) continue;
        for (const name of QUANTIFIERS) {
          where(target, valueIn(value, name), joined(place, name));
        }
      }
    }
  }

  function order(plan: ModelPlan, given: unknown, path: string): void {
    for (const [one, at] of listed(given, path)) {
      for (const [{ target }, value, place] of relationsIn(plan, one, at)) {
        order(target, value, place);
      }
    }
  }

  function projection(plan: ModelPlan, given: unknown, path: string): void {
    if (!isFields(given)) return;
    for (const [{ target }, value, at] of relationsIn(plan, given, path)) {
      if (isFields(value)) options(target, value, at);
    }
    counts(plan, valueIn(given, '_count'), joined(path, '_count'));
  }

  function counts(plan: ModelPlan, given: unknown, path: string): void {
    if (given === true) {
      for (const relation of plan.relations) if (relation.list) refuse(plan, relation, path);
    }
    const select = isFields(given) ? valueIn(given, 'select') : undefined;
    if (!isFields(select)) return;
    for (const [{ target }, value, at] of relationsIn(plan, select, joined(path, 'select'))) {
      if (isFields(value)) where(target, valueIn(value, 'where'), joined(at, 'where'));
    }
  }

  function options(plan: ModelPlan, args: Fields, path: string): void {
    for (const name of ['where', 'cursor']) where(plan, valueIn(args, name), joined(path, name));
    order(plan, valueIn(args, 'orderBy'), joined(path, 'orderBy'));
    for (const name of ['select', 'include']) {
      projection(plan, valueIn(args, name), joined(path, name));
    }
  }

  return { options, where, relation: refuse };
}

/** A filter may be any object, which says by its `toJSON` what Prisma reads. */
export const valueIn = (fields: Fields, name: string): unknown => asRead(givenValue(fields, name));

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** What Prisma takes alone or as a list. */
function* listed(given: unknown, path: string): Generator<readonly [Fields, string]> {
  if (!Array.isArray(given)) {
    if (isFields(given)) yield [given, path];
    return;
  }
  for (const [i, entry] of given.entries()) {
    const one = asRead(entry);
    if (isFields(one)) yield [one, `${path}[${i}]`];
  }
}
