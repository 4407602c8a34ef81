const OWNERS =
  'account accounts client company customer firm member merchant org organisation organization owner person profile project shop store team tenant user users workspace';
const LISTS =
  'badge category capability continent country county currency department feature genre icon industry interest keyword label language level locale permission plan priority rank region role skill state status tag tier timezone topic type unit';
const GROWING =
  'activity audit click delivery entry event hit impression invocation log message metric notification request run session token trace view visit webhook';

const words = (list: string) => new Set(list.split(' '));
const OWNER_NAMES = words(OWNERS);
const LIST_NAMES = words(LISTS);
const GROWING_NAMES = words(GROWING);

/** `user`, `role` of `UserRole`, `user_role` and `user_roles`. */
function wordsOf(model: string): readonly string[] {
  return model
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/)
    .filter((word) => word !== '');
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:[^s])s$/.test(word) && !word.endsWith('status') ? word.slice(0, -1) : word;
}

function isOneOf(names: ReadonlySet<string>, word: string): boolean {
  return names.has(word) || names.has(singular(word));
}

/** Called like what rows usually belong to. */
export function isOwnerName(model: string): boolean {
  const all = wordsOf(model);
  return all.length === 1 && isOneOf(OWNER_NAMES, all[0] ?? '');
}

/** Called like a list that others refer to. */
export function isListName(model: string): boolean {
  return isOneOf(LIST_NAMES, wordsOf(model).at(-1) ?? '');
}

/** Called like something that is recorded again and again. */
export function isGrowingName(model: string): boolean {
  return isOneOf(GROWING_NAMES, wordsOf(model).at(-1) ?? '');
}
