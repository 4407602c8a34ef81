import type { ShardedModel } from '../../schema/model/sharded-model.js';

/** The generic part of a method that gives back rows. */
export interface ProjectionView {
  /** Type parameters of the method, one per line. */
  readonly parameters: readonly string[];
  /** The same, unconstrained, for the aliases. */
  readonly names: string;
  /** `Projection<...>` over Prisma's input types. */
  readonly type: string;
  /** Arguments for `Result`, between payload and method. */
  readonly chosen: string;
}

export function projectionView(
  model: ShardedModel,
  suffix: '' | 'CreateManyAndReturn' | 'UpdateManyAndReturn',
  hasInclude: boolean,
): ProjectionView {
  const select = `Prisma.${model.name}Select${suffix}`;
  const include = `Prisma.${model.name}Include${suffix}`;
  const omit = `Prisma.${model.name}Omit`;
  return hasInclude
    ? {
        parameters: [
          `Select extends ${select} = {}`,
          `Include extends ${include} = {}`,
          `Omitted extends ${omit} = {}`,
        ],
        names: 'Select, Include, Omitted',
        type: `Projection<Select, Include, Omitted, ${select}, ${include}, ${omit}>`,
        chosen: 'Select, Include, Omitted',
      }
    : {
        parameters: [`Select extends ${select} = {}`, `Omitted extends ${omit} = {}`],
        names: 'Select, Omitted',
        type: `FlatProjection<Select, Omitted, ${select}, ${omit}>`,
        chosen: 'Select, {}, Omitted',
      };
}
