import type { ShardedModel } from '../../schema/model/sharded-model.js';

/** The generic part of a method that gives back rows. */
export interface ProjectionView {
  /** Type parameters of the method, one per line. */
  readonly parameters: readonly string[];
  /** The same, unconstrained, for the aliases. */
  readonly names: string;
  readonly kind: 'Projection' | 'FlatProjection';
  /** Prisma's input types, the last arguments of `kind`. */
  readonly known: readonly string[];
  /** Arguments for `Result`, between payload and method. */
  readonly chosen: string;
}

export function projectionView(
  model: ShardedModel,
  suffix: '' | 'CreateManyAndReturn' | 'UpdateManyAndReturn',
  hasInclude: boolean,
  // A reference model has projections of its own, of what is on every shard.
  module: 'Prisma.' | '' = 'Prisma.',
): ProjectionView {
  const select = `${module}${model.name}Select${suffix}`;
  const include = `${module}${model.name}Include${suffix}`;
  const omit = `Prisma.${model.name}Omit`;
  return hasInclude
    ? {
        parameters: [
          `Select extends ${select} = {}`,
          `Include extends ${include} = {}`,
          `Omitted extends ${omit} = {}`,
        ],
        names: 'Select, Include, Omitted',
        kind: 'Projection',
        known: [select, include, omit],
        chosen: 'Select, Include, Omitted',
      }
    : {
        parameters: [`Select extends ${select} = {}`, `Omitted extends ${omit} = {}`],
        names: 'Select, Omitted',
        kind: 'FlatProjection',
        known: [select, omit],
        chosen: 'Select, {}, Omitted',
      };
}
