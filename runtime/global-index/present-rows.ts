import type { ModelMethod } from '../executor/model-method.js';
import { canonicalField } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { Claim } from './claim.js';
import { claimsOfPresent, type PresentRow } from './claims-of-write.js';
import type { IndexRuntime } from './index-session.js';

/** A write to one shard key, checked and routed. */
export interface RoutedWrite {
  readonly plan: ModelPlan;
  readonly method: ModelMethod;
  readonly shard: number;
  /** Canonical. */
  readonly key: readonly KeyValue[];
  readonly args: Fields;
}

/** The row that a unique `where` names, with its fields that are in global indexes. */
export async function presentRow(
  { executor }: IndexRuntime,
  { plan, shard }: RoutedWrite,
  where: unknown,
): Promise<PresentRow | null> {
  const args = { where, select: indexedFields(plan) };
  const row = await executor.prepare(shard, { model: plan.name, method: 'findUnique', args });
  return isFields(row) ? row : null;
}

/** What the rows have that a delete is about to take away. */
export async function presentClaims(
  runtime: IndexRuntime,
  write: RoutedWrite,
  one: boolean,
): Promise<readonly Claim[]> {
  const { args, plan, shard } = write;
  if (plan.indexes.length === 0) return [];
  const { where } = args;
  const rows = one
    ? [await presentRow(runtime, write, where)]
    : await runtime.executor.prepare(shard, {
        model: plan.name,
        method: 'findMany',
        args: { where, select: indexedFields(plan) },
      });
  return claimsOfRows(plan, Array.isArray(rows) ? rows : []);
}

/** What rows have, each under its own shard key. */
export function claimsOfRows(plan: ModelPlan, rows: readonly unknown[]): readonly Claim[] {
  return rows.filter(isFields).flatMap((row) => {
    const key = plan.keyFields.flatMap((field) => canonicalField(field, row[field.name]) ?? []);
    return claimsOfPresent(plan, key, row);
  });
}

/** With the shard key, under which the values are kept. */
export function indexedFields({ indexes, keyFields }: ModelPlan): Readonly<Record<string, true>> {
  const names = [...indexes.flatMap(({ fields }) => fields), ...keyFields].map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, true as const]));
}
