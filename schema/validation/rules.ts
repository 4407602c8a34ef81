import { colocatedKey } from './rules/colocated-key.js';
import { colocatedTarget, noColocationCircle } from './rules/colocated-target.js';
import { distinctNames, noIgnoredModels, noViews, someModel } from './rules/models.js';
import { onePlacement, somePlacement } from './rules/one-placement.js';
import {
  foreignKeyCarriesKey,
  keyMeetsKey,
  noHiddenJoinTable,
  noKeyChangingAction,
  sameGroup,
} from './rules/relations.js';
import { keyFields, noAutoincrementKey, noGeneratedFollowerKey } from './rules/shard-key.js';
import { uniqueEverywhere } from './rules/uniques.js';
import type { Rule } from './schema-facts.js';

/** Every rule about an annotated schema. Their order does not matter: diagnostics are sorted. */
export const RULES: readonly Rule[] = [
  someModel,
  noViews,
  distinctNames,
  noIgnoredModels,
  somePlacement,
  onePlacement,
  keyFields,
  noAutoincrementKey,
  noGeneratedFollowerKey,
  colocatedTarget,
  noColocationCircle,
  colocatedKey,
  sameGroup,
  keyMeetsKey,
  noHiddenJoinTable,
  foreignKeyCarriesKey,
  noKeyChangingAction,
  uniqueEverywhere,
];
