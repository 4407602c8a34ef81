import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { CrossRelation } from '../../model/cross-relation.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import { keyIdentity, writtenType } from '../key/key-types.js';
import { listed } from '../listed.js';
import type { SchemaFacts } from '../schema-facts.js';
import { type ComparableField, type MarkPair, markField } from './mark-field.js';
import { markLeadsToOne } from './mark-leads-to-one.js';
import { type RelationMark, subjectOf } from './relation-mark.js';

/** What a mark comes to; without a relation there is a mistake, here or in what it leads to. */
export interface MarkReading {
  readonly relation: CrossRelation | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks up what a mark names, and checks that it leads to one row. */
export function resolveMark(facts: SchemaFacts, mark: RelationMark): MarkReading {
  const target = facts.model(mark.to.name);
  if (target === undefined) return wrong(noModel(facts, mark));
  const owns = mark.fields.map((ref) => markField(facts, mark.model, ref));
  const diagnostics = owns.filter(isDiagnostic);
  const references = mark.references ?? idOf(target);
  if (references === undefined) {
    return diagnostics.length > 0
      ? { relation: undefined, diagnostics }
      : wrong(noSingleId(mark, target));
  }
  const unpaired = checkCounts(mark, target, references);
  if (unpaired !== undefined) return wrong(unpaired);
  const pairs: MarkPair[] = [];
  for (const [i, ref] of mark.fields.entries()) {
    const own = owns[i];
    const other = markField(facts, target, references[i] ?? ref);
    if (isDiagnostic(other)) diagnostics.push(other);
    else if (own !== undefined && other !== undefined && !isDiagnostic(own)) {
      if (keyIdentity(own) === keyIdentity(other)) pairs.push({ own, other });
      else diagnostics.push(ofAnotherType(facts, mark, target, { own, other }, ref));
    }
  }
  if (pairs.length < mark.fields.length) return { relation: undefined, diagnostics };
  const mistake = markLeadsToOne(facts, mark, target, pairs);
  if (mistake !== undefined) return wrong(mistake);
  const relation = {
    name: mark.name.name,
    target: target.name,
    pairs: pairs.map(({ own, other }) => ({
      field: own.field.name,
      references: other.field.name,
      type: other.type,
    })),
  };
  return { relation, diagnostics };
}

const wrong = (diagnostic: Diagnostic): MarkReading => ({
  relation: undefined,
  diagnostics: [diagnostic],
});

function isDiagnostic(found: ComparableField | Diagnostic | undefined): found is Diagnostic {
  return found !== undefined && 'code' in found;
}

/** SG1308. */
function noModel({ source, models }: SchemaFacts, { to }: RelationMark): Diagnostic {
  const block = source.block(to.name);
  const names = models.map(({ name }) => name);
  if (block === undefined) {
    return error('SG1308', {
      at: to.at,
      message: `There is no model "${to.name}".${didYouMean(to.name, names)}`,
      fix: `Name one of the models: ${listed(names)}.`,
      label: 'no such model',
    });
  }
  const related = { message: `${to.name} is declared here.`, location: source.blockAt(to.name) };
  if (block.kind === 'model') {
    return error('SG1308', {
      at: to.at,
      message: `${to.name} is ignored (@@ignore), so its rows live nowhere that shardgen knows.`,
      fix: `Name another model, or remove @@ignore from ${to.name}.`,
      related,
    });
  }
  return error('SG1308', {
    at: to.at,
    message: `${to.name} is ${block.kind === 'enum' ? 'an' : 'a'} ${block.kind}; a mark leads to the rows of a model.`,
    fix: `Name one of the models: ${listed(names)}.`,
    related,
  });
}

function idOf(target: DatamodelModel): readonly NameRef[] | undefined {
  const id = target.uniques.find(({ kind }) => kind === 'id');
  const [name] = id?.fields.length === 1 ? id.fields : [];
  return name === undefined ? undefined : [{ name, at: NOWHERE }];
}

/** A field that Prisma names as the id exists: no mistake has this place. */
const NOWHERE = { file: '', line: 1, column: 1, length: 0 };

/** SG1316, where the mark of one field leads to a model of which no one field is the id. */
function noSingleId(mark: RelationMark, target: DatamodelModel): Diagnostic {
  const id = target.uniques.find(({ kind }) => kind === 'id');
  const field = mark.fields[0]?.name ?? '';
  return error('SG1316', {
    at: mark.at,
    message:
      id === undefined
        ? `${subjectOf(mark)} does not say which field of ${target.name} it refers to, and ${target.name} has no @id.`
        : `${subjectOf(mark)} cannot refer to the id of ${target.name}, which is several fields: ${id.fields.join(', ')}.`,
    fix:
      id === undefined
        ? 'Name the field, like `references: key`.'
        : `Write \`/// @@shard.relation(name: ${mark.name.name}, to: ${target.name}, fields: [${id.fields.map((_, i) => (i === id.fields.length - 1 ? field : '...')).join(', ')}], references: [${id.fields.join(', ')}])\` above ${mark.model.name} in place of the mark.`,
  });
}

/** SG1316, where the lists of a mark do not pair up. */
function checkCounts(
  mark: RelationMark,
  target: DatamodelModel,
  references: readonly NameRef[],
): Diagnostic | undefined {
  const { fields } = mark;
  if (fields.length === 0 || fields.length !== references.length) {
    return error('SG1316', {
      at: mark.at,
      message:
        fields.length === 0
          ? `The mark of ${mark.model.name} names no fields.`
          : `The mark names ${fields.length} of ${mark.model.name} in \`fields\`, but ${references.length} of ${target.name} in \`references\`.`,
      fix: 'Write for each field the field of the target that has the same value, in the same order.',
    });
  }
  for (const [list, owner] of [
    [fields, mark.model.name],
    [references, target.name],
  ] as const) {
    const again = list.find(({ name }, i) => list.findIndex((one) => one.name === name) < i);
    if (again === undefined) continue;
    return error('SG1316', {
      at: again.at,
      message: `The mark names ${owner}.${again.name} twice.`,
      fix: 'Remove one of them, with its partner.',
    });
  }
  return undefined;
}

/** SG1311. */
function ofAnotherType(
  facts: SchemaFacts,
  mark: RelationMark,
  target: DatamodelModel,
  { own, other }: MarkPair,
  ref: NameRef,
): Diagnostic {
  const [ours, theirs] = [writtenType(own.field), writtenType(other.field)];
  return error('SG1311', {
    at: ref.at,
    message: `${mark.model.name}.${own.field.name} is ${ours}, but ${target.name}.${other.field.name}, which it refers to, is ${theirs}.`,
    fix: `Write \`${own.field.name} ${theirs}\`${own.field.required ? '' : ', still optional'}, or refer to a field of its type.`,
    related: {
      message: `${target.name}.${other.field.name} is declared here.`,
      location: facts.source.memberAt(target.name, other.field.name),
    },
  });
}
