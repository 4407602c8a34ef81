import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from './model-plan.js';

/** Field to value, as the database holds it. */
export function namedKey(
  { keyFields, keyTypes }: Pick<ModelPlan, 'keyFields' | 'keyTypes'>,
  key: readonly KeyValue[],
  names: readonly string[] = keyFields.map(({ name }) => name),
): Record<string, KeyValue> {
  const named = names.map((name, i) => {
    const value = key[i] ?? '';
    return [name, keyTypes[i] === 'bigint' ? BigInt(value) : value] as const;
  });
  return Object.fromEntries(named);
}
