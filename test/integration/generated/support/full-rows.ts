import type { Loose } from '../../../support/generated-shards.js';
import { delegateOf, KEYS, keyOf, ROOTS } from './keys.js';
import { COLUMNS, READ_MODELS, VALUES } from './read-schema.js';

/** Columns that point to other rows, or have to be unique. */
const SPECIAL: Readonly<Record<string, (n: number, user: number) => object>> = {
  User: (_, user) => ({ email: `e${user}` }),
  Address: (id) => ({ id }),
  Order: (id) => ({ id, code: id === 1 ? null : `c${id}`, addressId: id === 3 ? null : id }),
  Item: (line) => ({ line, orderId: line === 3 ? 2 : 1 }),
  Payment: (id) => ({ id, orderId: id === 3 ? null : id }),
  Note: (id) => ({ id, parentId: id === 1 ? null : id - 1 }),
  Shelf: (number) => ({ number }),
  Box: (id) => ({ id, shelf: id === 3 ? 2 : 1 }),
};

const SINGLE = new Set(['User', 'Profile', 'Account', 'Depot']);

/** Rows of a model for every key but the last, whose shard then has to answer that there are none. */
export function fullRows(model: string): Loose[] {
  const keys = (KEYS[ROOTS[model] ?? ''] ?? []).slice(0, -1);
  let turn = 0;
  return keys.flatMap((key, k) =>
    (SINGLE.has(model) ? [1] : [1, 2, 3]).map((n) => {
      const row: Record<string, Loose> = {};
      for (const { name, kind, optional } of COLUMNS[model] ?? []) {
        const values: readonly Loose[] = VALUES[kind] ?? [];
        turn++;
        // A different step per column, so that values meet each other in many ways.
        row[name] = optional && turn % 3 === 0 ? undefined : values[(turn * 7 + k) % values.length];
      }
      return { ...row, ...SPECIAL[model]?.(n, k), ...keyOf(model, key) };
    }),
  );
}

type Creates = {
  readonly [model: string]: { createMany(args: unknown): PromiseLike<Loose> } | undefined;
};

/** Loads the same rows through any client. */
export async function loadFullRows(client: Loose): Promise<void> {
  const creates: Creates = client;
  for (const model of READ_MODELS) {
    await creates[delegateOf(model)]?.createMany({ data: fullRows(model) });
  }
}
