import { ANNOTATIONS, type AnnotationName } from './spec/annotations.js';

/** Names that the language keeps for later versions. */
export const PLANNED: ReadonlySet<string> = new Set([
  'lookup',
  'reference',
  'globallyUnique',
  'id',
  'index',
]);

export function isAvailable(name: string): name is AnnotationName {
  return Object.hasOwn(ANNOTATIONS, name);
}

/** A name that is an annotation, in this version or in a later one. */
export function isKnownName(name: string): boolean {
  return isAvailable(name) || PLANNED.has(name);
}

const NAMES = [...Object.keys(ANNOTATIONS), ...PLANNED];

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
export function spelled(level: 'model' | 'field', name: string): string {
  return `${level === 'model' ? '@@' : '@'}shard.${name}`;
}

/** An example of each annotation: `@@shard.hash(on: [id])`, ... or the last one. */
export function availableExamples(joint: 'or' | 'and' = 'or'): string {
  const examples = Object.values(ANNOTATIONS).map((spec) => `\`${spec.example}\``);
  return `${examples.slice(0, -1).join(', ')} ${joint} ${examples.at(-1) ?? ''}`;
}
