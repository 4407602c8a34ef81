import { type Fields, isFields } from '../../router/fields.js';

/** What was added to a row, and to the rows inside of it. */
export interface Strip {
  readonly names: ReadonlySet<string>;
  readonly inside: readonly (readonly [string, Strip])[];
}

/** A copy without what was added. */
export function stripRow(row: Fields, { inside, names }: Strip): Fields {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(row)) if (!names.has(name)) copy[name] = row[name];
  for (const [name, strip] of inside) {
    const inner = copy[name];
    if (isFields(inner)) copy[name] = stripRow(inner, strip);
  }
  return copy;
}
