import type { AskShard, Catalog, Column } from '../../catalog/catalog.js';
import type { CollationFacts, ColumnFacts } from '../../catalog/column-facts.js';
import type { Call } from '../../errors/call.js';
import { internalError } from '../../errors/internal-error.js';
import { collationsDiffer, enumsDiffer } from '../../errors/order-errors.js';
import { ownEntry } from '../../manifest/own-entry.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';

/** A field whose order only the databases know, and who can be asked. */
export interface AskedField {
  readonly call: Call;
  readonly catalog: Catalog;
  readonly ask: AskShard;
  /** Indexes of the shards whose rows are compared; at least one. */
  readonly shards: readonly number[];
  /** In topology order. */
  readonly names: readonly string[];
  readonly model: ModelPlan;
  readonly scalar: ScalarPlan;
}

/** How texts of a field compare; `type` and `collation` in SQL. */
export interface TextOrder {
  readonly type: string;
  readonly collation: CollationFacts;
}

/**
 * How all of these shards sort the texts of a field.
 *
 * @throws ShardgenError SG3043 where they do it differently.
 */
export async function textOrder(field: AskedField): Promise<TextOrder> {
  const { call, names } = field;
  const [first, ...others] = await factsOf(field);
  const { collation } = first.facts;
  if (collation === undefined) throw internalError(`${describe(field)} has no collation`);
  for (const { facts, shard } of others) {
    const theirs = facts.collation?.description ?? 'no collation';
    if (theirs === collation.description) continue;
    throw collationsDiffer(
      call,
      describe(field),
      { shard: names[first.shard] ?? '', collation: collation.description },
      { shard: names[shard] ?? '', collation: theirs },
    );
  }
  return { type: first.facts.type, collation };
}

/**
 * Where each value of an enum, as it is in code, stands in the order of the databases.
 *
 * @throws ShardgenError SG3044 where shards have them in different orders.
 */
export async function enumOrder(field: AskedField): Promise<ReadonlyMap<string, number>> {
  const { call, names, scalar } = field;
  const answers = await factsOf(field);
  const labelsOf = ({ facts }: (typeof answers)[number]) => facts.labels ?? [];
  // While values are being added, a shard may lack one, of which it has no rows then.
  const longest = answers.reduce((a, b) => (labelsOf(b).length > labelsOf(a).length ? b : a));
  const labels = labelsOf(longest);
  for (const answer of answers) {
    if (isPartOf(labelsOf(answer), labels)) continue;
    throw enumsDiffer(
      call,
      describe(field),
      { shard: names[longest.shard] ?? '', values: labels },
      { shard: names[answer.shard] ?? '', values: labelsOf(answer) },
    );
  }
  const { labels: mapped = {}, values = [] } = scalar.enum ?? {};
  // The database may have values that the code does not: Prisma takes none of them in a filter.
  const places = values.map(
    (value) => [value, labels.indexOf(ownEntry(mapped, value) ?? value)] as const,
  );
  return new Map(places.filter(([, place]) => place >= 0).toSorted(([, a], [, b]) => a - b));
}

export const columnOf = ({ model, scalar }: Pick<AskedField, 'model' | 'scalar'>): Column => ({
  table: model.stored,
  name: scalar.column,
});

export const describe = ({ model, scalar }: Pick<AskedField, 'model' | 'scalar'>): string =>
  `${model.name}.${scalar.name}`;

interface Answer {
  readonly shard: number;
  readonly facts: ColumnFacts;
}

async function factsOf(field: AskedField): Promise<readonly [Answer, ...Answer[]]> {
  const { ask, catalog, shards } = field;
  const [first, ...others] = await Promise.all(
    shards.map(async (shard) => ({
      shard,
      facts: await catalog.column(shard, columnOf(field), ask),
    })),
  );
  if (first === undefined) throw internalError('no shard can be asked for an order');
  return [first, ...others];
}

/** Whether one list has its values in the order of the other, which may have more. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  let at = -1;
  return part.every((value) => {
    at = whole.indexOf(value, at + 1);
    return at >= 0;
  });
}
