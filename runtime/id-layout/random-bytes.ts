import { randomFillSync } from 'node:crypto';

/** Asking for many at once costs about as much as asking for one. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes that nobody else gets. They stand in the pool: read them at once. */
export function freshRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}
