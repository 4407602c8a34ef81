const WORDS: readonly string[] = ['AND', 'OR', 'NOT'];

/** Whether filters say something else by the name, so that they cannot say the field's value. */
export const isFilterWord = (name: string): boolean => WORDS.includes(name);

/** The column keeps its name. */
export const renameFix = (name: string): string =>
  `Give the field another name, and keep its column: \`${name.toLowerCase()}Value ... @map("${name}")\`.`;
