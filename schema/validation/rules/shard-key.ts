import { error } from '../../diagnostics/report.js';
import { hasIdMark } from '../ids/id-mark.js';
import type { Rule } from '../schema-facts.js';

/** SG1203 to SG1212: the fields of each key exist and can be hashed. */
export const keyFields: Rule = function* (facts) {
  for (const { name } of facts.models) yield* facts.keyReading(name)?.diagnostics ?? [];
};

/** SG1220: a key is known before its row is stored, and is the same on no two shards. */
export const noAutoincrementKey: Rule = function* (facts) {
  for (const model of facts.models) {
    for (const { field, ref } of facts.key(model.name) ?? []) {
      if (field.default?.kind !== 'function' || field.default.name !== 'autoincrement') continue;
      // Two ways to fill one field are SG1412's.
      if (hasIdMark(facts, model.name, field.name)) continue;
      yield error('SG1220', {
        at: ref.at,
        message: `${model.name}.${field.name} is filled by autoincrement(): each shard counts for itself, and the shard would have to be known before the number.`,
        fix: `Use \`BigInt /// @shard.id\` or \`String @db.Uuid /// @shard.id\` without the default: the id is then made before the call is routed.`,
        related: {
          message: 'The default is declared here.',
          location: facts.source.attributeAt(model.name, field.name, '@default'),
        },
      });
    }
  }
};

const GENERATORS = new Set(['uuid', 'cuid', 'ulid', 'nanoid', 'now']);

/** SG1221: a follower has its parent's key, never one of its own making. */
export const noGeneratedFollowerKey: Rule = function* (facts) {
  for (const model of facts.models) {
    const placement = facts.placement(model.name);
    if (placement?.name !== 'colocated') continue;
    for (const { field, ref } of facts.key(model.name) ?? []) {
      if (field.default?.kind !== 'function' || !GENERATORS.has(field.default.name)) continue;
      const parent = placement.arguments.with.name;
      yield error('SG1221', {
        at: ref.at,
        message: `${model.name}.${field.name} must be the key of a ${parent}, but \`@default(${field.default.name}())\` makes a new one.`,
        fix: `Remove the default of ${field.name}.`,
        related: {
          message: 'The default is declared here.',
          location: facts.source.attributeAt(model.name, field.name, '@default'),
        },
      });
    }
  }
};
