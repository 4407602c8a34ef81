import type { AnnotationReading } from '../annotation/read-annotations.js';
import type { PlacementAnnotation } from '../annotation/spec/annotations.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Datamodel, DatamodelField, DatamodelModel } from '../prisma/datamodel.js';
import type { SourceIndex } from '../source/source-index.js';
import type { StrategyName } from './key/key-types.js';
import type { KeyReading, ResolvedKey } from './key/read-key.js';

/** Everything that rules ask about a schema; computed once, and without judging it. */
export interface SchemaFacts {
  readonly datamodel: Datamodel;
  readonly source: SourceIndex;
  readonly reading: AnnotationReading;
  /** The shards of the config; undefined where there is none. */
  readonly shards: readonly string[] | undefined;
  /** Models of the datamodel, without views. */
  readonly models: readonly DatamodelModel[];
  model(name: string): DatamodelModel | undefined;
  field(model: string, name: string): DatamodelField | undefined;
  /** The annotation that places the model: the first, if a user wrote several. */
  placement(model: string): PlacementAnnotation | undefined;
  /** How the model's group finds the shard of a key. */
  strategy(model: string): StrategyName;
  /** What the model's `on` says, with the mistakes in it. */
  keyReading(model: string): KeyReading | undefined;
  /** The shard key; undefined when it has a mistake, so that rules which build on it stay silent. */
  key(model: string): ResolvedKey | undefined;
  /** The root of the model's group; undefined when there is none, for whatever reason. */
  root(model: string): string | undefined;
}

/** Finds mistakes of one sort. */
export type Rule = (facts: SchemaFacts) => Iterable<Diagnostic>;
