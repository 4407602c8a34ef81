/** Relative POSIX path to text. */
export type FileMap = ReadonlyMap<string, string>;

/** One step from the files on disk to the files that should be there. */
export type FileChange =
  | { readonly kind: 'added'; readonly path: string; readonly after: string }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'removed'; readonly path: string; readonly before: string };
