/** Where the schema is, and who said so. */
export interface SchemaPlace {
  /** Absolute path of a file or a folder. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}
