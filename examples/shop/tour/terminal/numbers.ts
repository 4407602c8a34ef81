/** 12345 becomes "12,345", whatever the language of the machine. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function milliseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(1)} s`;
}

/** "1 row", "2 rows". */
export function counted(value: number, noun: string): string {
  return `${groupDigits(value)} ${noun}${value === 1 ? '' : 's'}`;
}
