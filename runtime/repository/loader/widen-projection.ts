import { type Fields, givenValue, isFields } from '../../router/fields.js';

/** Arguments whose rows have all fields that are needed, and the fields that the caller did not ask for. */
export interface WidenedProjection {
  readonly args: Fields;
  readonly added: readonly string[];
}

/** Adds to a projection the fields by which rows are told apart. What Prisma refuses stays as it is. */
export function widenProjection(args: Fields, needed: readonly string[]): WidenedProjection {
  const { select, omit } = args;
  if (isFields(select)) {
    const chosen = Object.values(select).some((value) => value !== undefined && value !== false);
    const added = chosen ? needed.filter((name) => isOff(givenValue(select, name))) : [];
    return { args: { ...args, select: { ...select, ...all(added, true) } }, added };
  }
  if (isFields(omit)) {
    const added = needed.filter((name) => omit[name] === true);
    return { args: { ...args, omit: { ...omit, ...all(added, false) } }, added };
  }
  return { args, added: [] };
}

const isOff = (value: unknown) => value === undefined || value === false;

const all = (names: readonly string[], value: boolean) =>
  Object.fromEntries(names.map((name) => [name, value]));
