import { readIds } from '../ids/read-ids.js';
import type { Rule } from '../schema-facts.js';

/** SG1411 to SG1420: each id can be made, is unique, and carries what it is asked to carry. */
export const ids: Rule = function* (facts) {
  for (const model of facts.models) yield* readIds(facts, model).diagnostics;
};
