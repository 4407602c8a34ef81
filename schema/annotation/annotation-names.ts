import type { AnnotationLevel } from './annotation-syntax.js';
import type { AnnotationSpec } from './spec/annotation-spec.js';
import { ANNOTATIONS, type AnnotationName } from './spec/annotations.js';

/** Names that the language keeps for later versions. */
export const PLANNED: ReadonlySet<string> = new Set(['reference']);

/** A spec whose arguments are not told apart. */
export type AnySpec = AnnotationSpec<Readonly<Record<string, unknown>>>;

const LEVELS = ['model', 'field'] as const;

export function isAvailable(name: string): name is AnnotationName {
  return LEVELS.some((level) => Object.hasOwn(ANNOTATIONS[level], name));
}

/** What an annotation of this name is, at this level if there is one. */
export function specOf(name: AnnotationName, level: AnnotationLevel): AnySpec {
  const tables: Readonly<Record<AnnotationLevel, Readonly<Partial<Record<string, object>>>>> =
    ANNOTATIONS;
  const found = tables[level][name] ?? tables.model[name] ?? tables.field[name];
  // Sound: the tables hold specs only, and one of them has every available name.
  return found as AnySpec;
}

/** A name that is an annotation, in this version or in a later one. */
export function isKnownName(name: string): boolean {
  return isAvailable(name) || PLANNED.has(name);
}

/** Every name, in this version or in a later one. */
export const NAMES: readonly string[] = [
  ...new Set([...LEVELS.flatMap((level) => Object.keys(ANNOTATIONS[level])), ...PLANNED]),
];

/** `hash` of `shardhash`, `shard-hash` and `shard_hash`: a name whose dot is missing. */
export function gluedName(word: string): string | undefined {
  const rest = /^shards?[-_]?(.+)$/i.exec(word)?.[1]?.toLowerCase();
  return rest === undefined ? undefined : NAMES.find((name) => name.toLowerCase() === rest);
}

/** `hash` of `HASH`; a name that is not known stays as it is. */
export function knownName(name: string): string {
  return NAMES.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

/** `@@shard.hash`, as the user writes it. */
export function spelled(level: AnnotationLevel, name: string): string {
  return `${level === 'model' ? '@@' : '@'}shard.${name}`;
}

/** The annotations of a level: `@@shard.hash`, `@@shard.range`, ... or the last one. */
export function availableNames(level: AnnotationLevel, joint: 'or' | 'and' = 'or'): string {
  const names = Object.keys(ANNOTATIONS[level]).map((name) => `\`${spelled(level, name)}\``);
  return `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1) ?? ''}`;
}
