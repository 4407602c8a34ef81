import pc from 'picocolors';

type Paint = (text: string) => string;

/** The few styles of the tour; each shard has one accent colour, used for nothing else. */
export interface Palette {
  readonly on: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  /** The colour of a shard, by its place in the topology. */
  shard(index: number, text: string): string;
}

export function createPalette(on: boolean): Palette {
  const colors = pc.createColors(on);
  const accents: readonly Paint[] = [colors.cyan, colors.magenta, colors.yellow, colors.blue];
  return Object.freeze({
    on,
    bold: colors.bold,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
    shard: (index: number, text: string) => (accents[index % accents.length] ?? colors.reset)(text),
  });
}
