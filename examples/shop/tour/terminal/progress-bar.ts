import { groupDigits } from './numbers.js';
import type { Screen } from './screen.js';

/** A bar of the rows that are done, as wide as the screen allows. */
export function progressBar(screen: Screen, done: number, total: number, label: string): string {
  const counts = `${groupDigits(done)} / ${groupDigits(total)} rows`;
  const width = Math.min(40, screen.width - counts.length - label.length - 8);
  const full = Math.round((done / total) * width);
  const bar = width < 5 ? '' : `${'█'.repeat(full)}${screen.paint.dim('░'.repeat(width - full))}  `;
  return `  ${bar}${counts}  ${screen.paint.dim(label)}`;
}
