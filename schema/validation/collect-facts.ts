import type { AnnotationReading } from '../annotation/read-annotations.js';
import type { PlacementAnnotation } from '../annotation/spec/annotations.js';
import type { Datamodel, DatamodelModel } from '../prisma/datamodel.js';
import type { SourceIndex } from '../source/source-index.js';
import type { HeldField } from './key/key-field-case.js';
import { keyTypeOf, type StrategyName } from './key/key-types.js';
import { type KeyReading, readKey } from './key/read-key.js';
import { isKeyed, placementsOf, rootOf } from './placements.js';
import type { SchemaFacts } from './schema-facts.js';

/** Brings together what Prisma, the files and the annotations say. */
export function collectFacts(
  datamodel: Datamodel,
  source: SourceIndex,
  reading: AnnotationReading,
  shards: readonly string[] | undefined,
): SchemaFacts {
  const models = datamodel.models.filter((model) => source.block(model.name)?.kind !== 'view');
  const byName = new Map(models.map((model) => [model.name, model]));
  const placements = placementsOf(reading.annotations);
  const keys = new Map<string, KeyReading>();
  for (const model of models) {
    const placement = placements.get(model.name);
    if (placement === undefined || !isKeyed(placement)) continue;
    const strategy = strategyOf(model.name, placements);
    const held = (position: number) => heldField(placement, position, placements, byName);
    keys.set(model.name, readKey(model, placement, source, strategy, held));
  }
  const roots = new Map(
    models.map((model) => {
      const root = rootOf(model.name, placements);
      return [model.name, root !== undefined && byName.has(root) ? root : undefined];
    }),
  );
  return {
    datamodel,
    source,
    reading,
    shards,
    models,
    model: (name) => byName.get(name),
    field: (model, name) => byName.get(model)?.fields.find((field) => field.name === name),
    placement: (model) => placements.get(model),
    strategy: (model) => strategyOf(model, placements),
    keyReading: (model) => keys.get(model),
    key: (model) => keys.get(model)?.key,
    root: (model) => roots.get(model),
  };
}

/** Hash where there is no root with a key: what is wrong there is reported, and most roots are of that kind. */
function strategyOf(
  model: string,
  placements: ReadonlyMap<string, PlacementAnnotation>,
): StrategyName {
  const placement = placements.get(rootOf(model, placements) ?? '');
  if (placement === undefined || placement.name === 'colocated') return 'hash';
  return isKeyed(placement) ? placement.name : 'hash';
}

function heldField(
  placement: PlacementAnnotation,
  position: number,
  placements: ReadonlyMap<string, PlacementAnnotation>,
  models: ReadonlyMap<string, DatamodelModel>,
): HeldField | undefined {
  if (placement.name !== 'colocated') return undefined;
  const followed = placement.arguments.with.name;
  const parent = placements.get(followed);
  const name = parent && isKeyed(parent) ? parent.arguments.on[position]?.name : undefined;
  const field = models.get(followed)?.fields.find((one) => one.name === name);
  return field === undefined || keyTypeOf(field, strategyOf(followed, placements)) === undefined
    ? undefined
    : { model: followed, field };
}
