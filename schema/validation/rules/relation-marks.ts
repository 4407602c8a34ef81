import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import { loaderName } from '../../model/cross-relation.js';
import { type RelationMark, relationMarks, subjectOf } from '../relations/relation-mark.js';
import { resolveMark } from '../relations/resolve-mark.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';

/** SG1308 to SG1313, SG1315, SG1316: a mark leads to one row, by values that can be compared. */
export const marksLeadToRows: Rule = function* (facts) {
  for (const model of facts.models) {
    for (const mark of relationMarks(facts, model)) yield* resolveMark(facts, mark).diagnostics;
  }
};

/** SG1314: each loader has a name of its own. */
export const marksHaveNames: Rule = function* (facts) {
  for (const model of facts.models) {
    const seen = new Map<string, RelationMark>();
    for (const mark of relationMarks(facts, model)) {
      const method = loaderName(mark.name);
      const earlier = seen.get(method);
      seen.set(method, earlier ?? mark);
      if (earlier !== undefined) yield takenByMark(mark, earlier, method);
      else yield* takenByField(facts, mark);
    }
  }
};

function takenByMark(mark: RelationMark, earlier: RelationMark, method: string): Diagnostic {
  return error('SG1314', {
    at: mark.name.at,
    message: `Two relations of ${mark.model.name} would both be found by ${method}().`,
    fix: `Give ${subjectOf(mark)} another name, like \`name: other${method.slice('load'.length)}\`, or remove one of the marks.`,
    related: { message: 'The first one is here.', location: earlier.name.at },
  });
}

/** A field of this name is something else than the row at the other end. */
function* takenByField(facts: SchemaFacts, mark: RelationMark): Iterable<Diagnostic> {
  const { model, name, fields } = mark;
  const other = model.fields.find((field) => field.name === name.name);
  if (other === undefined || fields.some((field) => field.name === other.name)) return;
  // A relation of Prisma's that the mark is about to replace; what is wrong with it is SG1301's.
  if (other.kind === 'relation' && other.type === mark.to.name) return;
  yield error('SG1314', {
    at: name.at,
    message: `The relation ${name.name} has the name of another field of ${model.name}.`,
    fix: `Give the mark another name, like \`name: ${name.name}Row\`.`,
    related: {
      message: `The field ${other.name} is declared here.`,
      location: facts.source.memberAt(model.name, other.name),
    },
  });
}
