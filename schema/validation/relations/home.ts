import type { SchemaFacts } from '../schema-facts.js';

/** Where the rows of a model live, as far as a relation has to know. */
export interface Home {
  /** The same for models whose rows a relation may join. */
  readonly id: string;
  /** `in the group of User` */
  readonly text: string;
  /** `the group of User` */
  readonly place: string;
}

/** Undefined where the schema does not say it, or says it wrong. */
export function homeOf(facts: SchemaFacts, model: string): Home | undefined {
  const root = facts.root(model);
  const placement = facts.placement(root ?? '');
  if (root === undefined || placement === undefined) return undefined;
  if (placement.name === 'global') {
    const shard = placement.arguments.shard.name;
    return { id: `shard ${shard}`, text: `global on shard ${shard}`, place: `shard ${shard}` };
  }
  if (placement.name === 'reference') {
    return { id: 'every shard', text: 'on every shard', place: 'every shard' };
  }
  return { id: `group ${root}`, text: `in the group of ${root}`, place: `the group of ${root}` };
}

/** Whether every shard has all rows of the model. */
export function isReference(facts: SchemaFacts, model: string): boolean {
  return facts.placement(facts.root(model) ?? '')?.name === 'reference';
}

export function isGlobal(facts: SchemaFacts, model: string): boolean {
  return facts.placement(facts.root(model) ?? '')?.name === 'global';
}
