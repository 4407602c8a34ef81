import {
  isPlacement,
  type ModelAnnotation,
  type PlacementAnnotation,
} from '../annotation/spec/annotations.js';

/** One whose rows have a shard key. */
export type KeyedPlacement = Exclude<
  PlacementAnnotation,
  { readonly name: 'global' | 'reference' }
>;

export function isKeyed(placement: PlacementAnnotation): placement is KeyedPlacement {
  return placement.name !== 'global' && placement.name !== 'reference';
}

/** The annotation of each model that counts. */
export function placementsOf(
  annotations: ReadonlyMap<string, readonly ModelAnnotation[]>,
): ReadonlyMap<string, PlacementAnnotation> {
  const placements = new Map<string, PlacementAnnotation>();
  for (const [model, all] of annotations) {
    const first = all.find(isPlacement);
    if (first !== undefined) placements.set(model, first);
  }
  return placements;
}

/** Follows `with` up to the root of the group; undefined for a broken chain or a circle. */
export function rootOf(
  model: string,
  placements: ReadonlyMap<string, PlacementAnnotation>,
): string | undefined {
  const seen = new Set<string>();
  let current = model;
  while (!seen.has(current)) {
    seen.add(current);
    const placement = placements.get(current);
    if (placement === undefined) return undefined;
    if (placement.name !== 'colocated') return current;
    current = placement.arguments.with.name;
  }
  return undefined;
}
