import type { NameRef } from '../../annotation/argument/argument-kind.js';
import { writtenShard } from '../../annotation/argument/shard-ref.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';

/** SG1213, SG1214, SG1216, SG1217, SG1237, SG1252: `with` names a model that has rows to follow. */
export const colocatedTarget: Rule = function* (facts) {
  for (const { name } of facts.models) {
    const placement = facts.placement(name);
    if (placement?.name !== 'colocated') continue;
    const diagnostic = check(facts, name, placement.arguments.with);
    if (diagnostic !== undefined) yield diagnostic;
  }
};

function check(facts: SchemaFacts, name: string, ref: NameRef): Diagnostic | undefined {
  const { source, models } = facts;
  const at = ref.at;
  if (ref.name === name) {
    return error('SG1214', {
      at,
      message: `${name} cannot be colocated with itself.`,
      fix: 'Name the model whose rows it follows, or write `@@shard.hash(on: [...])` to make it a root.',
    });
  }
  if (facts.model(ref.name) !== undefined) return keylessTarget(facts, name, ref);
  const block = source.block(ref.name);
  const others = models.map((model) => model.name).filter((other) => other !== name);
  if (block === undefined) {
    return error('SG1213', {
      at,
      message: `There is no model "${ref.name}".${didYouMean(ref.name, others)}`,
      fix:
        others.length === 0 || others.length > 12
          ? 'Name a model of this schema.'
          : `Name one of the other models: ${others.join(', ')}.`,
      label: 'no such model',
    });
  }
  const related = { message: `${ref.name} is declared here.`, location: source.blockAt(ref.name) };
  if (block.kind !== 'model') {
    const article = block.kind === 'enum' ? 'an' : 'a';
    return error('SG1216', {
      at,
      message: `${ref.name} is ${article} ${block.kind}; only the rows of a model can be followed.`,
      fix: 'Name a model.',
      related,
    });
  }
  return error('SG1217', {
    at,
    message: `${ref.name} is ignored (@@ignore), so its rows live nowhere that shardgen knows.`,
    fix: `Name another model, or remove @@ignore from ${ref.name}.`,
    related,
  });
}

function keylessTarget(facts: SchemaFacts, name: string, ref: NameRef): Diagnostic | undefined {
  const placement = facts.placement(ref.name);
  if (placement?.name === 'reference') {
    return error('SG1252', {
      at: ref.at,
      message: `${ref.name} is a reference model: every shard has all its rows, so it has no shard key that ${name} could follow.`,
      fix: `Write \`/// @@shard.reference\` above ${name} too, or give it a place of its own: rows of any model may have a relation to ${ref.name}.`,
      related: { message: `${ref.name} is placed here.`, location: placement.at },
    });
  }
  if (placement?.name !== 'global') return undefined;
  return error('SG1237', {
    at: ref.at,
    message: `${ref.name} is global, so it has no shard key that ${name} could follow.`,
    fix: `Write \`/// @@shard.global(shard: ${writtenShard(placement.arguments.shard.name)})\` above ${name} too, or name a model that has a shard key.`,
    related: { message: `${ref.name} is placed here.`, location: placement.at },
  });
}

/** SG1215: following `with` ends at a root. Each circle is reported once. */
export const noColocationCircle: Rule = function* (facts) {
  const reported = new Set<string>();
  for (const { name } of facts.models) {
    const circle = circleFrom(facts, name);
    if (circle.length < 2 || circle.some((member) => reported.has(member))) continue;
    for (const member of circle) reported.add(member);
    const placement = facts.placement(name);
    if (placement?.name !== 'colocated') continue;
    yield error('SG1215', {
      at: placement.arguments.with.at,
      message: `Models follow each other in a circle: ${[...circle, name].join(' follows ')}.`,
      fix: 'Make one of them the root with `@@shard.hash(on: [...])`.',
    });
  }
};

/** The models of the circle that `start` is a part of, from `start` on; empty when there is none. */
function circleFrom(facts: SchemaFacts, start: string): readonly string[] {
  const path: string[] = [];
  let current: string | undefined = start;
  while (current !== undefined && !path.includes(current)) {
    path.push(current);
    const placement = facts.placement(current);
    current = placement?.name === 'colocated' ? placement.arguments.with.name : undefined;
  }
  return current === start ? path : [];
}
