import type { DriverAnswer } from '../../executor/supervisor.js';

/** Whether a statement did the same on two shards. Rows come in the order in which a database finds them. */
export function sameAnswer(one: DriverAnswer, other: DriverAnswer): boolean {
  if (typeof one === 'number' || typeof other === 'number') return one === other;
  if (one.rows.length !== other.rows.length) return false;
  const [first, second] = [one, other].map(({ rows }) => rows.map(textOf).sort().join('\n'));
  return first === second;
}

function textOf(row: readonly unknown[]): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
