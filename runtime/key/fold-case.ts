const UPPER = /[A-Z]/;

/**
 * Text as it is looked up where case does not count: A to Z as a to z, all else as it is. Other letters
 * have other cases in each language and version of Unicode; these are the same everywhere.
 */
export function foldCase(text: string): string {
  return UPPER.test(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
}
