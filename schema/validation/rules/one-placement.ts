import { error } from '../../diagnostics/report.js';
import { placementSuggestion } from '../placement-suggestion.js';
import type { Rule } from '../schema-facts.js';

/** SG1201: every model says where its rows live. */
export const somePlacement: Rule = function* (facts) {
  const { models, source, reading } = facts;
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

/** SG1202: it says so once. */
export const onePlacement: Rule = function* ({ reading, models }) {
  for (const { name } of models) {
    const [first, ...others] = reading.annotations.get(name) ?? [];
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
