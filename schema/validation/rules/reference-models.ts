import { error } from '../../diagnostics/report.js';
import type { DatamodelField } from '../../prisma/datamodel.js';
import { hasIdMark } from '../ids/id-mark.js';
import { isReference } from '../relations/home.js';
import { markInstead } from '../relations/mark-instead.js';
import { foreignKeys, nameOf } from '../relations/relation-ends.js';
import type { Rule } from '../schema-facts.js';

/** SG1251: what a copy refers to is on every shard too. */
export const referencesStay: Rule = function* (facts) {
  for (const end of foreignKeys(facts)) {
    const { model, target, relation, field } = end;
    const placement = facts.placement(facts.root(target.name) ?? '');
    if (!isReference(facts, model.name) || placement === undefined) continue;
    if (placement.name === 'reference') continue;
    const without =
      markInstead(facts, end) ??
      `Remove the relation, keep ${relation.fields.join(', ')} without one, and read the ${target.name} with a call of its own.`;
    yield error('SG1251', {
      at: facts.source.memberAt(model.name, field.name),
      message: `${nameOf(end)} leads from a copy on every shard to ${target.name}, whose rows are on one shard each: on the others the foreign key would find nothing.`,
      fix: `Write \`/// @@shard.reference\` above ${target.name} too. Or: ${without}`,
      label: `leads to ${target.name}`,
      related: {
        message: `${target.name} is placed here.`,
        location: facts.placement(target.name)?.at ?? facts.source.blockAt(target.name),
      },
    });
  }
};

/** SG1253 and SG1254: no value of a row is made by each database for itself. */
export const copiesStayEqual: Rule = function* (facts) {
  for (const model of facts.models) {
    if (!isReference(facts, model.name)) continue;
    for (const field of model.fields) {
      if (field.default?.kind !== 'function') continue;
      const name = `${model.name}.${field.name}`;
      const at = facts.source.attributeAt(model.name, field.name, '@default');
      if (field.default.name === 'autoincrement') {
        yield error('SG1253', {
          at,
          message: `${name} is filled by autoincrement(), which counts on each shard: one row would have other numbers on other shards.`,
          fix: `Use \`${field.name} BigInt @default(dbgenerated()) /// @shard.id\` or \`${field.name} String @default(uuid()) @db.Uuid\`, or remove the default and let the application give the number.`,
        });
      } else if (isMadeByTheDatabase(field) && !hasIdMark(facts, model.name, field.name)) {
        yield error('SG1254', {
          at,
          message: `${name} is filled by each database for itself, so one row could have other values on other shards.`,
          fix: `Use a default that Prisma fills in once, like \`uuid()\` or \`now()\`, or a plain constant, or let the application give the value.`,
        });
      }
    }
  }
};

const CONSTANT =
  /^\(*\s*(?:'(?<text>(?:[^']|'')*)'|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)\)*(?:::[a-z_"][\w ".,()[\]]*)?\)*$/i;

/** Words that PostgreSQL replaces by the time at which the table is made. */
const MOMENT = /^\s*(?:now|today|tomorrow|yesterday)\b/i;

function isMadeByTheDatabase({ default: given }: DatamodelField): boolean {
  if (given?.kind !== 'function' || given.name !== 'dbgenerated') return false;
  const [expression] = given.arguments;
  const found = typeof expression === 'string' ? CONSTANT.exec(expression.trim()) : null;
  return found === null || MOMENT.test(found.groups?.['text'] ?? '');
}

/** SG1255: without foreign keys Prisma reads, on one shard, which rows refer to a row. */
export const databaseKeepsReferences: Rule = function* (facts) {
  const mode = emulation(facts);
  if (mode === undefined) return;
  const end = foreignKeys(facts).find(({ target }) => isReference(facts, target.name));
  if (end === undefined) return;
  yield error('SG1255', {
    at: mode,
    message: `With \`relationMode = "prisma"\` Prisma itself looks for the rows that refer to a row of ${end.target.name} (${nameOf(end)}), which it can do on one shard only.`,
    fix: 'Remove `relationMode`, so that the foreign keys of each shard do it.',
    related: {
      message: `${end.target.name} is placed here.`,
      location: facts.placement(end.target.name)?.at ?? facts.source.blockAt(end.target.name),
    },
  });
};

function emulation({ source }: Parameters<Rule>[0]) {
  for (const { blocks, text } of source.outlines) {
    for (const { kind, members } of blocks) {
      const setting = members.find(({ name }) => name === 'relationMode');
      if (kind !== 'datasource' || setting === undefined) continue;
      const written = text.content.slice(setting.span.start, setting.span.end);
      if (/=\s*"prisma"/.test(written)) return text.locate(setting.span);
    }
  }
  return undefined;
}
