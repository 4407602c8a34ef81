import type { Call } from '../../errors/call.js';
import { limitedCopies, writesOneCopy } from '../../errors/reference-errors.js';
import { asRead, type Fields, isFields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';
import { createReadGuard, type ReadGuard, valueIn } from './guard-reads.js';

/** What links rows, and changes none at the other end of a foreign key. */
const LINKS: ReadonlySet<string> = new Set(['connect', 'disconnect', 'set']);

/**
 * Refuses what one shard cannot answer for all, or would change on itself only, wherever it stands in the
 * arguments of a call.
 *
 * @throws ShardgenError SG3701, SG3702, SG3703.
 */
export function guardCopies(plan: ModelPlan, method: string, args: unknown): void {
  if (!isFields(args)) return;
  const call: Call = { model: plan.name, method };
  const reads = createReadGuard(call);
  reads.options(plan, args, '');
  for (const name of ['data', 'create', 'update']) {
    for (const [row, at] of entries(args, name)) guardRow(call, reads, plan, row, at);
  }
  if (plan.group.strategy === 'reference' && valueIn(args, 'limit') !== undefined) {
    throw limitedCopies(call);
  }
}

function guardRow(call: Call, reads: ReadGuard, plan: ModelPlan, row: unknown, path: string): void {
  if (!isFields(row)) return;
  for (const relation of plan.relations) {
    const nested = valueIn(row, relation.name);
    if (isFields(nested))
      guardRelation(call, reads, plan, relation, nested, `${path}.${relation.name}`);
  }
}

function guardRelation(
  call: Call,
  reads: ReadGuard,
  plan: ModelPlan,
  relation: RelationPlan,
  nested: Fields,
  path: string,
): void {
  const { target } = relation;
  if (target.group.strategy === 'reference' && plan.group.strategy !== 'reference') {
    const change = Object.keys(nested).find(
      (name) => !LINKS.has(name) && valueIn(nested, name) !== undefined,
    );
    if (change !== undefined) throw writesOneCopy(call, `${path}.${change}`, target);
  }
  // Only the end that is not copied can link the two.
  reads.relation(plan, relation, path);
  for (const name of ['connect', 'set', 'disconnect', 'delete', 'deleteMany']) {
    for (const [where, at] of entries(nested, name, path)) reads.where(target, where, at);
  }
  for (const [row, at] of entries(nested, 'create', path)) guardRow(call, reads, target, row, at);
  for (const name of ['createMany', 'update', 'updateMany', 'upsert', 'connectOrCreate']) {
    for (const [change, at] of entries(nested, name, path)) {
      if (!isFields(change)) continue;
      reads.where(target, valueIn(change, 'where'), `${at}.where`);
      // A to-one update takes its data directly, or as `{ where, data }`.
      if (name === 'update') guardRow(call, reads, target, change, at);
      for (const part of ['data', 'create', 'update']) {
        for (const [row, rowAt] of entries(change, part, at)) {
          guardRow(call, reads, target, row, rowAt);
        }
      }
    }
  }
}

/** The entries of an operation, which Prisma takes alone or as a list. */
function* entries(fields: Fields, name: string, path = '') {
  const given = valueIn(fields, name);
  const at = path === '' ? name : `${path}.${name}`;
  if (!Array.isArray(given)) yield [given, at] as const;
  else for (const [i, entry] of given.entries()) yield [asRead(entry), `${at}[${i}]`] as const;
}
