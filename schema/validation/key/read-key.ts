import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { KeyType } from '../../model/key-type.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import type { SourceIndex } from '../../source/source-index.js';
import type { KeyedPlacement } from '../placements.js';
import type { HeldField } from './key-field-case.js';
import { checkKeyField } from './key-field-checks.js';
import { keyTypeOf, type StrategyName } from './key-types.js';

/** A field of a shard key that its strategy can take. */
export interface ResolvedKeyField {
  readonly field: DatamodelField;
  readonly type: KeyType;
  /** Where the annotation names it. */
  readonly ref: NameRef;
}

export type ResolvedKey = readonly ResolvedKeyField[];

/** What an annotation's `on` comes to. */
export interface KeyReading {
  readonly key: ResolvedKey | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks up the fields that a placement names. */
export function readKey(
  model: DatamodelModel,
  placement: KeyedPlacement,
  source: SourceIndex,
  strategy: StrategyName,
  held: (position: number) => HeldField | undefined,
): KeyReading {
  const refs = placement.arguments.on;
  if (refs.length === 0) {
    const diagnostic = error('SG1204', {
      at: placement.at,
      message: `The shard key of ${model.name} has no fields.`,
      fix: 'Name at least one field, like `on: [id]`.',
    });
    return { key: undefined, diagnostics: [diagnostic] };
  }
  const diagnostics: Diagnostic[] = [];
  const key: ResolvedKeyField[] = [];
  const seen = new Map<string, NameRef>();
  for (const [position, ref] of refs.entries()) {
    const field = fieldNamed(model, ref.name);
    const earlier = seen.get(ref.name);
    seen.set(ref.name, earlier ?? ref);
    const mistake = earlier
      ? twice(model, ref, earlier)
      : checkKeyField({ model, ref, source, strategy, field, held: held(position) });
    const type = field && keyTypeOf(field, strategy);
    if (mistake !== undefined) diagnostics.push(mistake);
    else if (field !== undefined && type !== undefined) key.push({ field, type, ref });
  }
  return { key: key.length === refs.length ? key : undefined, diagnostics };
}

function fieldNamed(model: DatamodelModel, name: string): DatamodelField | undefined {
  return model.fields.find((field) => field.name === name);
}

function twice(model: DatamodelModel, ref: NameRef, earlier: NameRef): Diagnostic {
  return error('SG1205', {
    at: ref.at,
    message: `The shard key of ${model.name} names ${ref.name} twice.`,
    fix: 'Remove one of them.',
    related: { message: 'It is named here first.', location: earlier.at },
  });
}
