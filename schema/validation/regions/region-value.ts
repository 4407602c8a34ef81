import type { KeyType } from '../../model/key-type.js';

/**
 * A value of a region in the form in which the runtime looks it up, `canonicalValue` and `foldCase`
 * of runtime/key: without the blanks that a `char` column does not count, and in lower case where
 * case does not count. Only A to Z: that is the same in every process, version and database.
 */
export function regionValue(type: KeyType, caseInsensitive: boolean, value: string): string {
  const counted = type === 'char' ? value.replace(/ *$/, '') : value;
  const folds = caseInsensitive && type !== 'enum';
  return folds ? counted.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : counted;
}
