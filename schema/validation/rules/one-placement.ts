import { isPlacement } from '../../annotation/spec/annotations.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import { placementSuggestion } from '../placement-suggestion.js';
import type { Rule } from '../schema-facts.js';

/** As many models as a person handles one by one. */
const FEW = 5;

/** SG1201: every model says where its rows live. */
export const somePlacement: Rule = function* (facts) {
  const { models, source, reading } = facts;
  const begun =
    reading.broken.size > 0 || [...reading.annotations.values()].some((all) => all.length > 0);
  const [first] = models;
  if (!begun && first !== undefined && models.length > FEW) {
    yield nothingPlaced(first.name, models, source.blockAt(first.name));
    return;
  }
  for (const model of models) {
    if (facts.placement(model.name) !== undefined || reading.broken.has(model.name)) continue;
    const follower = models.find((other) => {
      const placement = facts.placement(other.name);
      return placement?.name === 'colocated' && placement.arguments.with.name === model.name;
    });
    const placement = follower && facts.placement(follower.name);
    yield error('SG1201', {
      at: source.blockAt(model.name),
      message: `${model.name} does not say where its rows live.`,
      fix: placementSuggestion(facts, model),
      label: 'no @@shard annotation',
      ...(follower && placement
        ? {
            related: { message: `${follower.name} follows it here.`, location: placement.at },
          }
        : {}),
    });
  }
};

/** A schema that nobody annotated yet needs one beginning, not as many mistakes as it has models. */
function nothingPlaced(
  first: string,
  models: readonly DatamodelModel[],
  at: SourceLocation,
): Diagnostic {
  const names = models.slice(0, FEW).map(({ name }) => name);
  const more = models.length > FEW ? ` and ${models.length - FEW} more` : '';
  return error('SG1201', {
    at,
    message: `None of the ${models.length} models says where its rows live: ${names.join(', ')}${more}.`,
    fix: `Run \`npx shardgen init\`: it proposes an annotation for each of them, with reasons. Or begin by hand, with \`/// @@shard.hash(on: [...])\` above the model that most others point to.`,
    label: `${first} is the first of them`,
  });
}

/** SG1202: it says so once. */
export const onePlacement: Rule = function* ({ reading, models }) {
  for (const { name } of models) {
    const [first, ...others] = (reading.annotations.get(name) ?? []).filter(isPlacement);
    for (const other of others) {
      yield error('SG1202', {
        at: other.at,
        message: `${name} says more than once where its rows live.`,
        fix: 'Keep one annotation and remove the others.',
        ...(first && { related: { message: 'The first one is here.', location: first.at } }),
      });
    }
  }
};
