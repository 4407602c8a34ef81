/** A `generator` block as this room needs it; the schema room reads it. */
export interface GeneratorBlock {
  readonly name: string;
  readonly provider: string;
  /** As written: relative to the file that holds the block. */
  readonly output?: string;
  /** The variable that should have held the output, and does not. */
  readonly unsetVariable?: string;
  readonly config: Readonly<Record<string, string | readonly string[]>>;
  /** Absolute folder of the file that holds the block. */
  readonly folder: string;
}

/** An option of a block that has to be a single text. */
export function textOption(block: GeneratorBlock, name: string): string | undefined {
  const value = block.config[name];
  return typeof value === 'string' ? value : undefined;
}
