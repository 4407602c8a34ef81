import type { AnnotationReading } from '../annotation/read-annotations.js';
import type { Datamodel } from '../prisma/datamodel.js';
import type { SourceIndex } from '../source/source-index.js';
import { type KeyReading, readKey } from './key/read-key.js';
import { placementsOf, rootOf } from './placements.js';
import type { SchemaFacts } from './schema-facts.js';

/** Brings together what Prisma, the files and the annotations say. */
export function collectFacts(
  datamodel: Datamodel,
  source: SourceIndex,
  reading: AnnotationReading,
): SchemaFacts {
  const models = datamodel.models.filter((model) => source.block(model.name)?.kind !== 'view');
  const byName = new Map(models.map((model) => [model.name, model]));
  const placements = placementsOf(reading.annotations);
  const keys = new Map<string, KeyReading>();
  for (const model of models) {
    const placement = placements.get(model.name);
    if (placement !== undefined) keys.set(model.name, readKey(model, placement, source));
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
    models,
    model: (name) => byName.get(name),
    field: (model, name) => byName.get(model)?.fields.find((field) => field.name === name),
    placement: (model) => placements.get(model),
    keyReading: (model) => keys.get(model),
    key: (model) => keys.get(model)?.key,
    root: (model) => roots.get(model),
  };
}
