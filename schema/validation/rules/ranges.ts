import type { BoundRef, RangeRef } from '../../annotation/argument/range-list.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { ResolvedKeyField } from '../key/read-key.js';
import { readBound } from '../ranges/bound-value.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';
import { gapsOfRanges, wellFormedRanges } from './range-order.js';

/** SG1242 to SG1246: each range says which keys it has, no two the same ones, and all have one. */
export const ranges: Rule = function* (facts) {
  for (const { name } of facts.models) {
    const placement = facts.placement(name);
    if (placement?.name !== 'range') continue;
    const { on, ranges: list, default: otherwise } = placement.arguments;
    const [, second] = on;
    if (second !== undefined) {
      yield error('SG1246', {
        at: second.at,
        message: `The shard key of ${name} has ${on.length} fields, but ranges are of one field.`,
        fix: `Name the one field whose order decides: \`on: [${on[0]?.name ?? ''}]\`.`,
        label: 'one field too many',
      });
      continue;
    }
    const [part] = facts.key(name) ?? [];
    if (part === undefined) continue;
    const mistakes = list.flatMap((range) => checkBounds(facts, name, part, range));
    yield* mistakes;
    // What a range with a mistake in it would have is not known.
    if (mistakes.length > 0) continue;
    const one = { model: name, part, list, otherwise };
    const malformed = [...wellFormedRanges(one)];
    yield* malformed;
    if (malformed.length === 0) yield* gapsOfRanges(one);
  }
};

/** SG1242: a bound is a value that the key can have. */
function checkBounds(
  facts: SchemaFacts,
  model: string,
  part: ResolvedKeyField,
  { from, to }: RangeRef,
): Diagnostic[] {
  return [['from', from] as const, ['to', to] as const].flatMap(([name, bound]) =>
    bound === undefined ? [] : checkBound(facts, model, part, name, bound),
  );
}

function checkBound(
  facts: SchemaFacts,
  model: string,
  part: ResolvedKeyField,
  name: 'from' | 'to',
  { text, quoted, at }: BoundRef,
): Diagnostic[] {
  const read = readBound(part, text, quoted);
  if (read.ok) return [];
  const { field, type } = part;
  const numeric = type === 'int' || type === 'bigint' || type === 'decimal';
  const example = numeric ? read.example : JSON.stringify(read.example);
  const diagnostic = error('SG1242', {
    at,
    message: `${quoted ? JSON.stringify(text) : text} ${read.problem}, so it is no bound of ${model}.${field.name}.`,
    fix: `Write it like \`${name}: ${example}\`, or leave "${name}" out for no end there.`,
    related: {
      message: `${field.name} is declared here.`,
      location: facts.source.memberAt(model, field.name),
    },
  });
  return [diagnostic];
}
