/** Cents as the text of a decimal: 1999 becomes "19.99". Floats would round. */
export function money(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
