/** A schema file as a person wrote it. */
export interface SchemaFile {
  /** As shown to the user: relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly content: string;
}
