/** A place in a schema file that a person wrote. Lines and columns count from 1. */
export interface SourceLocation {
  /** Path of the file as the user would type it (relative to the working directory). */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Characters to underline from `column` on; at least 1. */
  readonly length: number;
}
