import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from './model-plan.js';

/** Field to value, as the database holds it. */
export function namedKey(plan: ModelPlan, key: readonly KeyValue[]): Record<string, KeyValue> {
  const named = plan.keyFields.map((field, i) => {
    const value = key[i] ?? '';
    return [field.name, field.type === 'bigint' ? BigInt(value) : value] as const;
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
