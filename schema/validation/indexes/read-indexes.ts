import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { GlobalIndex, IndexField } from '../../model/global-index.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';
import { indexField } from './index-field.js';
import { misuseOf } from './index-misuse.js';
import { hasFields, writtenIndexes } from './written-index.js';

/** A global index that can be made, and where it is written. */
interface PlacedIndex extends GlobalIndex {
  readonly at: SourceLocation;
}

/** What the annotations of a model come to. */
export interface IndexReading {
  readonly indexes: readonly GlobalIndex[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the global indexes of a model, with the mistakes in them. */
export function readIndexes(facts: SchemaFacts, model: DatamodelModel): IndexReading {
  const diagnostics: Diagnostic[] = [];
  const indexes: PlacedIndex[] = [];
  for (const written of writtenIndexes(facts, model)) {
    const misuse = misuseOf(facts, model, written);
    if (misuse !== undefined) {
      diagnostics.push(misuse);
      continue;
    }
    const fields: IndexField[] = [];
    for (const ref of written.fields) {
      const read = indexField(facts, model, ref, written);
      if ('mistake' in read) diagnostics.push(read.mistake);
      else fields.push(read.field);
    }
    if (fields.length < written.fields.length) continue;
    const { unique, at } = written;
    const index = { name: indexName(model, fields), unique, fields, at };
    const clash = clashWith(model, index, indexes);
    if (clash === undefined) indexes.push(index);
    else diagnostics.push(clash);
  }
  return { indexes: indexes.map(({ at: _, ...index }) => index), diagnostics };
}

/** What Prisma calls the fields together, where it has a name for them. */
function indexName(model: DatamodelModel, fields: readonly IndexField[]): string {
  const names = fields.map(({ name }) => name);
  const unique = model.uniques.find((constraint) => hasFields(constraint, names));
  return unique?.name ?? (unique?.fields ?? names).join('_');
}

function clashWith(
  model: DatamodelModel,
  index: PlacedIndex,
  earlier: readonly PlacedIndex[],
): Diagnostic | undefined {
  const names = (one: GlobalIndex) => one.fields.map(({ name }) => name);
  const same = earlier.find(
    (other) => names(other).toSorted().join() === names(index).toSorted().join(),
  );
  if (same !== undefined) {
    return error('SG1406', {
      at: index.at,
      message: `${model.name} has two global indexes of ${names(index).join(', ')}.`,
      fix:
        same.unique || index.unique
          ? 'Keep `globallyUnique`, which finds rows too.'
          : 'Keep one of them.',
      related: { message: 'The first one is here.', location: same.at },
    });
  }
  const method = (one: GlobalIndex) => `${one.unique} ${names(one).map(capitalized).join('And')}`;
  const alike = earlier.find((other) => method(other) === method(index));
  if (alike === undefined) return undefined;
  return error('SG1407', {
    at: index.at,
    message: `The methods of the global indexes of ${names(alike).join(', ')} and of ${names(index).join(', ')} would have one name.`,
    fix: 'Rename a field, and keep its column with `@map`.',
    related: { message: 'The other one is here.', location: alike.at },
  });
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
