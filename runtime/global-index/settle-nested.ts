import { isDeepStrictEqual } from 'node:util';
import { isRefusedByPrisma } from '../executor/is-refused-by-prisma.js';
import { each, nestedRows } from '../nested-writes/operations.js';
import { type Fields, givenValue, isFields } from '../router/fields.js';
import type { ModelPlan, RelationPlan } from '../router/model-plan.js';
import { narrowWhere } from '../router/narrow-where.js';
import { bringsValues } from './claims-of-write.js';
import { type IndexRuntime, MOST_ATTEMPTS } from './index-session.js';
import type { RoutedWrite } from './present-rows.js';
import { codeOf } from './under-token.js';

/** What takes the place of an entry: an operation and its entries. */
type Settled = readonly [operation: 'connect' | 'create' | 'update', entry: unknown];

/** Reads one row of the shard. */
type Look = (plan: ModelPlan, where: unknown, select: Fields) => Promise<unknown>;

/**
 * Runs a write whose nested writes are settled by what is there, again where that has changed meanwhile.
 * `where` names the row that is there already.
 */
export async function whenSettled(
  runtime: IndexRuntime,
  write: RoutedWrite,
  where: unknown,
  run: (settled: RoutedWrite) => Promise<unknown>,
): Promise<unknown> {
  const { args, plan } = write;
  const { data } = args;
  if (!isFields(data) || !isUnsettled(plan, data)) return run(write);
  let now = await settleNested(runtime, write, data, where);
  for (let attempt = 1; ; attempt++) {
    try {
      return await run({ ...write, args: { ...args, data: now } });
    } catch (error) {
      const code = codeOf(error);
      if ((code !== 'P2002' && code !== 'P2025') || attempt >= MOST_ATTEMPTS) throw error;
      const before = now;
      now = await settleNested(runtime, write, data, where);
      if (isDeepStrictEqual(now, before)) throw error;
    }
  }
}

/**
 * `connectOrCreate` and `upsert` write values of global indexes or not, by what is there. Looks, as Prisma
 * does, and puts `connect`, `create` or `update` in their place, so that it is known what to reserve. Only
 * those of the call's own row are settled, which `where` names if it is there already; all others, and
 * those that may depend on each other, stay as they are.
 */
async function settleNested(
  { executor }: IndexRuntime,
  { plan, shard }: RoutedWrite,
  data: Fields,
  where: unknown,
): Promise<Fields> {
  const look: Look = async ({ name: model }, which, select) =>
    executor.prepare(shard, { model, method: 'findUnique', args: { where: which, select } });
  let settled = data;
  for (const relation of plan.relations) {
    const operations = givenValue(data, relation.name);
    if (!isFields(operations) || isReachedElsewhere(plan, data, relation)) continue;
    const own = relation.target === plan ? { data, isNew: where === undefined } : undefined;
    let now = await settle(operations, relation, 'connectOrCreate', own, (entry) =>
      settleConnect(look, relation, entry),
    );
    if (where !== undefined) {
      now = await settle(now, relation, 'upsert', own, (entry) =>
        settleUpsert(look, plan, where, relation, entry),
      );
    }
    if (now !== operations) settled = { ...settled, [relation.name]: now };
  }
  return settled;
}

/** What only changes which rows belong together. */
const LINKS: ReadonlySet<string> = new Set(['connect', 'disconnect', 'set']);

/** Whether the write may bring, change or delete rows of a relation's model through another relation. */
function isReachedElsewhere({ relations }: ModelPlan, data: Fields, relation: RelationPlan) {
  const isReached = (through: readonly RelationPlan[], given: Fields): boolean =>
    through.some(({ name, target }) => {
      const operations = target === relation.target ? givenValue(given, name) : undefined;
      if (!isFields(operations)) return false;
      return Object.keys(operations).some(
        (each) => operations[each] !== undefined && !LINKS.has(each),
      );
    });
  const others = relations.filter((other) => other !== relation);
  if (isReached(others, data)) return true;
  return [...nestedRows(others, data, '')].some((row) => isReached(row.target.relations, row.data));
}

/** The row of the call itself, where a relation leads to rows of its own model. */
interface OwnRow {
  readonly data: Fields;
  readonly isNew: boolean;
}

/** Whether a write has something that `settleNested` settles. */
export function isUnsettled(plan: ModelPlan, data: Fields): boolean {
  return plan.relations.some((relation) => {
    const operations = givenValue(data, relation.name);
    return (
      isFields(operations) &&
      (['connectOrCreate', 'upsert'] as const).some((operation) =>
        [...each(operations, operation, '')].some(([entry]) => depends(relation, entry)),
      )
    );
  });
}

/** Whether it depends on what is there which values an entry brings. */
function depends({ target }: RelationPlan, entry: unknown): entry is Fields {
  if (!isFields(entry)) return false;
  return [entry['create'], entry['update']].some(
    (part) => isFields(part) && bringsValues(target, part),
  );
}

/** The operations with the entries of one settled; as they are where one entry may decide about another. */
async function settle(
  operations: Fields,
  relation: RelationPlan,
  operation: 'connectOrCreate' | 'upsert',
  own: OwnRow | undefined,
  decide: (entry: Fields) => Promise<Settled | undefined>,
): Promise<Fields> {
  const entries = [...each(operations, operation, '')].map(([entry]) => entry);
  if (!entries.every(isFields) || !entries.some((entry) => depends(relation, entry))) {
    return operations;
  }
  const others = Object.keys(operations).filter((name) => operations[name] !== undefined);
  if (others.length > 1 || (operation === 'upsert' && entries.length > 1)) return operations;
  const isContested = (entry: Fields) =>
    (own !== undefined && mayBecome(relation, own, entry['where'])) ||
    entries.some((other) => other !== entry && mayCreate(relation, other, entry['where']));
  if (entries.some(isContested)) return operations;
  const now: Record<string, unknown[]> = {};
  for (const entry of entries) {
    const settled = await decide(entry);
    if (settled === undefined) return operations;
    const [to, part] = settled;
    now[to] = [...(now[to] ?? []), part];
  }
  return Object.fromEntries(
    Object.entries(now).map(([to, parts]) => [to, relation.list ? parts : parts[0]]),
  );
}

/** Whether an entry may create the row that a selector looks for. */
function mayCreate({ target }: RelationPlan, { create }: Fields, where: unknown): boolean {
  if (!isFields(create)) return false;
  const nested = [...nestedRows(target.relations, create, '')];
  const rows = nested.filter((row) => row.target === target).map(({ data }) => data);
  return [create, ...rows].some((row) => mayMatch(target, where, row));
}

/** Whether the row of the call itself may become the one that a selector looks for. */
function mayBecome({ target }: RelationPlan, { data, isNew }: OwnRow, where: unknown): boolean {
  if (isNew) return mayMatch(target, where, data);
  return partsOf(target, where).some((part) =>
    Object.entries(part).some(([name, value]) => data[name] !== undefined || !isPlain(value)),
  );
}

/** Whether a row with these values may be the one that a selector names: only other plain values say no. */
function mayMatch(target: ModelPlan, where: unknown, row: Fields): boolean {
  return partsOf(target, where).every((part) =>
    Object.entries(part).every(([name, value]) => {
      const own = row[name];
      return !isPlain(own) || !isPlain(value) || asText(own) === asText(value);
    }),
  );
}

const isPlain = (value: unknown): boolean => value !== undefined && typeof value !== 'object';

/** Equal for all that a column may take for equal: in the case of letters, or by blanks at the end. */
const asText = (value: unknown): string => String(value).toLowerCase().trimEnd();

async function settleConnect(
  look: Look,
  { target }: RelationPlan,
  { where, create }: Fields,
): Promise<Settled> {
  const row = await look(target, where, keyOf(target));
  return row === null ? ['create', create] : ['connect', where];
}

async function settleUpsert(
  look: Look,
  plan: ModelPlan,
  parent: unknown,
  relation: RelationPlan,
  { where, create, update }: Fields,
): Promise<Settled | undefined> {
  const { list, name, target } = relation;
  // To one row: a filter on it, which Prisma reads in a way of its own.
  if (!list && where !== undefined) return undefined;
  const select = keyOf(target);
  const nested = list ? { where: asFilter(target, where), select, take: 1 } : { select };
  let row: unknown;
  try {
    row = await look(plan, parent, { [name]: nested });
  } catch (error) {
    // A unique selector whose compound is not known here.
    if (isRefusedByPrisma(error)) return undefined;
    throw error;
  }
  const related = isFields(row) ? row[name] : undefined;
  const there = Array.isArray(related) ? related.length > 0 : isFields(related);
  if (!there) return ['create', create];
  return ['update', list ? { where, data: update } : update];
}

const keyOf = ({ keyFields }: ModelPlan): Fields =>
  Object.fromEntries(keyFields.map(({ name }) => [name, true]));

/** A unique selector as a filter: without the names of compounds. */
function asFilter(plan: ModelPlan, where: unknown): unknown {
  const [own, ...compounds] = partsOf(plan, where);
  return compounds.reduce<unknown>(narrowWhere, own);
}

/** What a unique selector says: beside its compounds, and in each of them. */
function partsOf({ compounds, indexes }: ModelPlan, where: unknown): readonly Fields[] {
  if (!isFields(where)) return [];
  const named = new Set([
    ...compounds.map(({ name }) => name),
    ...indexes.filter(({ fields }) => fields.length > 1).map(({ name }) => name),
  ]);
  const own: Record<string, unknown> = {};
  const parts: Fields[] = [own];
  for (const [name, value] of Object.entries(where)) {
    if (named.has(name) && isFields(value)) parts.push(value);
    else own[name] = value;
  }
  return parts;
}
