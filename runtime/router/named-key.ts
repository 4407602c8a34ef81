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

/** `userId = 1, region = "eu"`, for people. */
export function describeKeys(named: Readonly<Record<string, KeyValue>>): string {
  return Object.entries(named)
    .map(([name, value]) => `${name} = ${showKey(value)}`)
    .join(', ');
}

function showKey(value: KeyValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
