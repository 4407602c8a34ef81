import { colocatedKey } from './rules/colocated-key.js';
import { colocatedTarget, noColocationCircle } from './rules/colocated-target.js';
import { globalIndexes } from './rules/global-indexes.js';
import { ids } from './rules/ids.js';
import {
  distinctNames,
  noIgnoredModels,
  noViews,
  rowsCanBeMade,
  someModel,
} from './rules/models.js';
import { onePlacement, somePlacement } from './rules/one-placement.js';
import { ranges } from './rules/ranges.js';
import { regions } from './rules/regions.js';
import { marksHaveNames, marksLeadToRows } from './rules/relation-marks.js';
import {
  foreignKeyCarriesKey,
  keyMeetsKey,
  noHiddenJoinTable,
  noKeyChangingAction,
  sameGroup,
} from './rules/relations.js';
import { keyFields, noAutoincrementKey, noGeneratedFollowerKey } from './rules/shard-key.js';
import { namedShards } from './rules/shards.js';
import { uniqueEverywhere } from './rules/uniques.js';
import type { Rule } from './schema-facts.js';

/** Rules that see in what is not there that something is missing. */
const ABOUT_ABSENCE: ReadonlySet<Rule> = new Set([someModel, colocatedTarget, marksLeadToRows]);

/** Every rule about an annotated schema. Their order does not matter: diagnostics are sorted. */
export const RULES: readonly Rule[] = [
  someModel,
  noViews,
  distinctNames,
  noIgnoredModels,
  rowsCanBeMade,
  somePlacement,
  onePlacement,
  keyFields,
  noAutoincrementKey,
  noGeneratedFollowerKey,
  colocatedTarget,
  noColocationCircle,
  colocatedKey,
  namedShards,
  regions,
  ranges,
  sameGroup,
  keyMeetsKey,
  noHiddenJoinTable,
  foreignKeyCarriesKey,
  noKeyChangingAction,
  uniqueEverywhere,
  globalIndexes,
  ids,
  marksLeadToRows,
  marksHaveNames,
];

/** The rules that still hold where parts of the schema could not be read. */
export const RULES_FOR_PARTS: readonly Rule[] = RULES.filter((rule) => !ABOUT_ABSENCE.has(rule));
