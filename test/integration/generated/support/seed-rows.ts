import type { Loose } from '../../../support/generated-shards.js';
import { delegateOf, KEYS, keyOf, MODELS, ROOTS } from './keys.js';

/** A few rows of every model for one key; children have the ids 1 to 3. */
function rowsOf(model: string, turn: number): readonly object[] {
  const each = (make: (id: number) => object) => [1, 2, 3].map(make);
  switch (model) {
    case 'User':
      return [{ email: `seed${turn}` }];
    case 'Profile':
      return [{ bio: null }];
    case 'Address':
      return each((id) => ({ id, city: `c${id}` }));
    case 'Order':
      return each((id) => ({
        id,
        total: id,
        code: id === 1 ? null : `c${id}`,
        addressId: id === 3 ? null : id,
      }));
    case 'Item':
      return each((line) => ({ orderId: 1, line, sku: 's' }));
    case 'Payment':
      return each((id) => ({ id, amount: id, orderId: id === 3 ? null : id }));
    case 'Account':
      return [{ label: 'l' }];
    case 'Note':
      return each((id) => ({ id, parentId: id === 1 ? null : 1 }));
    case 'Depot':
      return [{}];
    case 'Shelf':
      return each((number) => ({ number }));
    case 'Box':
      return each((id) => ({ id, shelf: 1 }));
    case 'Tenant':
      return [{}];
    case 'Task':
      return each((id) => ({ id, setId: id === 1 ? null : 1 }));
    case 'Badge':
      return each((id) => ({ id, taskId: id === 3 ? null : id }));
    default:
      return [];
  }
}

/** Ids that are unique over all keys, for the models whose foreign keys leave the shard key out. */
const GLOBAL_IDS = ['Gift', 'Doc'];

/** Loads the rows through any client, each model with one `createMany` (over all shards). */
export async function seedRows(client: Loose): Promise<void> {
  for (const model of MODELS) {
    const keys = KEYS[ROOTS[model] ?? ''] ?? [];
    const data = keys.flatMap((key, i) =>
      GLOBAL_IDS.includes(model)
        ? [{ ...keyOf(model, key), id: i + 1, ...(model === 'Gift' ? { label: 'l' } : {}) }]
        : rowsOf(model, i).map((row) => ({ ...row, ...keyOf(model, key) })),
    );
    await client[delegateOf(model)].createMany({ data });
  }
}
