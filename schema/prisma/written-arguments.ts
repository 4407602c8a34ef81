/** The property of PrismaClient for a model. */
export function delegateName(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}

/** The names in a list argument of an attribute, given by name or first: `[a, b(sort: Desc)]`. */
export function argumentNames(written: string, argument: string): readonly string[] {
  const named = new RegExp(`\\b${argument}\\s*:\\s*\\[([^\\]]*)\\]`).exec(written);
  const list = (named ?? /^\s*\[([^\]]*)\]/.exec(written))?.[1] ?? '';
  return list
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A text or word argument of an attribute: by its name, or a text that stands first. */
export function argumentWord(written: string, argument: string): string | undefined {
  const named = new RegExp(`\\b${argument}\\s*:\\s*(?:"([^"]*)"|(\\w+))`).exec(written);
  const first = argument === 'name' ? /^\s*"([^"]*)"/.exec(written)?.[1] : undefined;
  return named?.[1] ?? named?.[2] ?? first;
}
