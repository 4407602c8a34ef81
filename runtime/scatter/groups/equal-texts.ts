import { type AskedField, columnOf, textOrder } from '../order/field-order.js';
import { textRanks } from '../order/text-ranks.js';

/** What stands for a value of a field when it is told apart from others. */
type Stand = (value: unknown) => unknown;

/**
 * What texts of a field stand for: the same for those that its column takes for equal, which may differ in
 * case, or by more where its collation says so.
 *
 * @throws ShardgenError SG3043, and what asking throws.
 */
export async function equalTexts(field: AskedField, values: readonly unknown[]): Promise<Stand> {
  const { kind } = field.scalar;
  if (kind !== 'text' && kind !== 'char' && kind !== 'citext') return (value) => value;
  const texts = [...new Set(values.filter((value) => typeof value === 'string'))];
  if (texts.length < 2 || (kind !== 'citext' && (await isDeterministic(field)))) {
    return (value) => value;
  }
  const ranks = await textRanks(field, await textOrder(field), texts);
  return (value) => (typeof value === 'string' ? ranks.get(value) : value);
}

async function isDeterministic(field: AskedField): Promise<boolean> {
  const { ask, catalog, shards } = field;
  const facts = await Promise.all(
    shards.map((shard) => catalog.column(shard, columnOf(field), ask)),
  );
  return facts.every(({ collation }) => collation?.deterministic !== false);
}
