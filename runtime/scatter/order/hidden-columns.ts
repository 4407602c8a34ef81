import type { Call } from '../../errors/call.js';
import { hiddenColumnTaken } from '../../errors/order-errors.js';
import { type Fields, givenValue, isChosen, isFields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';
import { addNeed, type Need, needNothing } from './need.js';
import { type Strip, stripRow } from './strip-row.js';
import type { OrderTerm } from './total-order.js';

/** What PrismaClient leaves out of rows by its own options: model, as its delegate is called, to fields. */
export type ClientOmit = Readonly<Record<string, unknown>>;

/** Arguments whose rows have all that is needed, and how to make of them the rows that were asked for. */
export interface HiddenColumns {
  readonly args: Fields;
  /** What was added: paths from the row. */
  readonly names: readonly string[];
  /** A row without what was added. */
  strip(row: Fields): Fields;
}

interface HiddenScope {
  readonly call: Call;
  readonly clientOmit: ClientOmit | undefined;
  /** Filled with the paths of what was added. */
  readonly names: string[];
}

/**
 * Adds to the projection of a call what its order compares, and these fields. What Prisma refuses stays as
 * it is.
 *
 * @throws ShardgenError SG3045 where the call reads under the same name something else.
 */
export function hiddenColumns(
  { call, clientOmit, plan }: Omit<HiddenScope, 'names'> & { readonly plan: ModelPlan },
  args: Fields,
  terms: readonly OrderTerm[],
  fields: readonly string[] = [],
): HiddenColumns {
  const need = needNothing();
  for (const term of terms) addNeed(need, term);
  for (const field of fields) need.fields.add(field);
  const names: string[] = [];
  const { args: widened, strip } = widen({ call, clientOmit, names }, plan, args, need, '');
  return Object.freeze({
    args: widened,
    names: Object.freeze(names),
    strip: strip === undefined ? (row: Fields) => row : (row: Fields) => stripRow(row, strip),
  });
}

/** The projection that reads what an order compares, and these fields, and nothing else. */
export function onlyHidden(terms: readonly OrderTerm[], fields: readonly string[]): Fields {
  const need = needNothing();
  for (const term of terms) addNeed(need, term);
  for (const field of fields) need.fields.add(field);
  return { select: selectOf(need) };
}

interface Widened {
  readonly args: Fields;
  readonly strip: Strip | undefined;
}

function widen(
  scope: HiddenScope,
  plan: ModelPlan,
  args: Fields,
  need: Need,
  path: string,
): Widened {
  const { include, select } = args;
  if (select !== undefined && select !== null) {
    if (!isFields(select) || !Object.values(select).some(isChosen))
      return { args, strip: undefined };
    const missing = [...need.fields].filter((name) => !isChosen(givenValue(select, name)));
    for (const name of missing) scope.names.push(path + name);
    const added = addRelations(scope, select, need, path);
    return {
      args: { ...args, select: { ...select, ...all(missing, true), ...added.projection } },
      strip: stripOf(missing, added),
    };
  }
  const missing = omittedOf(scope, plan, args).filter((name) => need.fields.has(name));
  for (const name of missing) scope.names.push(path + name);
  const added = addRelations(scope, isFields(include) ? include : {}, need, path);
  const omit = isFields(args['omit']) ? args['omit'] : {};
  return {
    args: {
      ...args,
      ...(missing.length === 0 ? {} : { omit: { ...omit, ...all(missing, false) } }),
      ...(Object.keys(added.projection).length === 0
        ? {}
        : { include: { ...(isFields(include) ? include : {}), ...added.projection } }),
    },
    strip: stripOf(missing, added),
  };
}

/** The fields that are left out; none where all are, which Prisma refuses. */
function omittedOf(
  { clientOmit }: HiddenScope,
  plan: ModelPlan,
  { omit }: Fields,
): readonly string[] {
  const own = isFields(omit) ? omit : {};
  const client = clientOmit?.[plan.delegate];
  const names = [...plan.scalars.keys()].filter((name) => {
    const given = givenValue(own, name);
    if (typeof given === 'boolean') return given;
    return isFields(client) && givenValue(client, name) === true;
  });
  return names.length === plan.scalars.size ? [] : names;
}

interface AddedRelations {
  readonly projection: Fields;
  /** Relations, and counts, that were not asked for at all. */
  readonly whole: readonly string[];
  readonly inside: readonly (readonly [string, Strip])[];
}

function addRelations(scope: HiddenScope, given: Fields, need: Need, path: string): AddedRelations {
  const projection: Record<string, unknown> = {};
  const whole: string[] = [];
  const inside: (readonly [string, Strip])[] = [];
  for (const [relation, needed] of need.relations) {
    const { args, strip } = widenRelation(scope, relation, given, needed, path);
    projection[relation.name] = args;
    if (strip === 'whole') whole.push(relation.name);
    else if (strip !== undefined) inside.push([relation.name, strip]);
  }
  if (need.counts.size > 0) {
    const { args, strip } = widenCounts(scope, givenValue(given, '_count'), need.counts, path);
    if (args !== undefined) projection['_count'] = args;
    if (strip === 'whole') whole.push('_count');
    else if (strip !== undefined) inside.push(['_count', strip]);
  }
  return { projection, whole, inside };
}

function widenRelation(
  scope: HiddenScope,
  { name, target }: RelationPlan,
  given: Fields,
  need: Need,
  path: string,
): { readonly args: Fields; readonly strip: Strip | 'whole' | undefined } {
  const value = givenValue(given, name);
  const at = `${path}${name}.`;
  if (!isChosen(value)) {
    scope.names.push(...pathsOf(need, at));
    return { args: { select: selectOf(need) }, strip: 'whole' };
  }
  const args = isFields(value) ? value : {};
  if (args['where'] !== undefined) throw hiddenColumnTaken(scope.call, `${at}where`);
  return widen(scope, target, args, need, at);
}

function widenCounts(
  { call, names }: HiddenScope,
  value: unknown,
  needed: ReadonlySet<string>,
  path: string,
): { readonly args: unknown; readonly strip: Strip | 'whole' | undefined } {
  if (!isChosen(value)) {
    for (const name of needed) names.push(`${path}_count.${name}`);
    return { args: { select: all([...needed], true) }, strip: 'whole' };
  }
  const select = isFields(value) ? value['select'] : undefined;
  // All are counted, or Prisma refuses it.
  if (!isFields(select) || !Object.values(select).some(isChosen)) {
    return { args: undefined, strip: undefined };
  }
  const missing = [...needed].filter((name) => !isChosen(givenValue(select, name)));
  for (const name of needed) {
    const counted = givenValue(select, name);
    if (isFields(counted) && counted['where'] !== undefined) {
      throw hiddenColumnTaken(call, `${path}_count.select.${name}.where`);
    }
  }
  for (const name of missing) names.push(`${path}_count.${name}`);
  return {
    args: { select: { ...select, ...all(missing, true) } },
    strip: missing.length === 0 ? undefined : { names: new Set(missing), inside: [] },
  };
}

function selectOf(need: Need): Fields {
  return {
    ...all([...need.fields], true),
    ...Object.fromEntries(
      [...need.relations].map(([{ name }, inner]) => [name, { select: selectOf(inner) }]),
    ),
    ...(need.counts.size === 0 ? {} : { _count: { select: all([...need.counts], true) } }),
  };
}

function pathsOf(need: Need, path: string): readonly string[] {
  return [
    ...[...need.fields].map((name) => path + name),
    ...[...need.relations].flatMap(([{ name }, inner]) => pathsOf(inner, `${path}${name}.`)),
    ...[...need.counts].map((name) => `${path}_count.${name}`),
  ];
}

function stripOf(fields: readonly string[], { inside, whole }: AddedRelations): Strip | undefined {
  const names = new Set([...fields, ...whole]);
  return names.size === 0 && inside.length === 0 ? undefined : { names, inside };
}

const all = (names: readonly string[], value: boolean): Fields =>
  Object.fromEntries(names.map((name) => [name, value]));
