import type { Palette } from './palette.js';

/** Told apart by shape where there is no colour. */
const SHAPES = ['█', '▓', '▒', '░'] as const;

/** One bar cut into the shares of the shards; its parts always fill `width` exactly. */
export function shareBar(paint: Palette, counts: readonly number[], width: number): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return '';
  let seen = 0;
  let drawn = 0;
  return counts
    .map((count, index) => {
      seen += count;
      const cells = Math.round((seen / total) * width) - drawn;
      drawn += cells;
      const shape = paint.on ? SHAPES[0] : (SHAPES[index % SHAPES.length] ?? SHAPES[0]);
      return paint.shard(index, shape.repeat(cells));
    })
    .join('');
}
