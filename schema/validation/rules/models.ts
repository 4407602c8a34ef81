import { error } from '../../diagnostics/report.js';
import { startOf } from '../../source/source-index.js';
import type { Rule } from '../schema-facts.js';

/** SG1004: there is something to shard. */
export const someModel: Rule = function* ({ datamodel, source }) {
  if (datamodel.models.length > 0) return;
  yield error('SG1004', {
    at: startOf(source.outlines),
    message: 'The schema has no models.',
    fix: 'Add a model with an annotation, like `/// @@shard.hash(on: [id])` above `model User { ... }`.',
  });
};

/** SG1005: no views. */
export const noViews: Rule = function* ({ source }) {
  for (const { blocks, text } of source.outlines) {
    for (const view of blocks.filter((block) => block.kind === 'view')) {
      yield error('SG1005', {
        at: text.locate(view.nameSpan),
        message: `${view.name} is a view, and views are not supported.`,
        fix: 'Remove the view, and query it with Prisma on each shard.',
      });
    }
  }
};

/** SG1006: each model has a file of its own, also where file names ignore case. */
export const distinctNames: Rule = function* ({ models, source }) {
  const seen = new Map<string, string>();
  for (const { name } of models) {
    const earlier = seen.get(name.toLowerCase());
    if (earlier === undefined) {
      seen.set(name.toLowerCase(), name);
      continue;
    }
    yield error('SG1006', {
      at: source.blockAt(name),
      message: `The names ${earlier} and ${name} differ only in letter case, so their files would be one on many systems.`,
      fix: `Rename one of them, and keep its table with \`@@map("${name}")\`.`,
      related: { message: `${earlier} is declared here.`, location: source.blockAt(earlier) },
    });
  }
};

/** SG1008: an annotation on a model that Prisma Client does not have says nothing. */
export const noIgnoredModels: Rule = function* ({ source, reading }) {
  for (const { blocks } of source.outlines) {
    for (const block of blocks) {
      const annotation =
        reading.annotations.get(block.name)?.[0] ??
        reading.fieldAnnotations.get(block.name)?.[0]?.annotation;
      const ignored = block.attributes.some(({ name }) => name === '@@ignore');
      if (block.kind !== 'model' || !ignored || annotation === undefined) continue;
      yield error('SG1008', {
        at: annotation.at,
        message: `${block.name} is ignored (@@ignore), so Prisma Client has no methods for it.`,
        fix: 'Remove the annotation, or remove @@ignore.',
      });
    }
  }
};

/** SG1009: Prisma Client has no `create` for a model with a column that it could not fill. */
export const rowsCanBeMade: Rule = function* ({ models, source }) {
  for (const { name } of models) {
    for (const member of source.block(name)?.members ?? []) {
      const { type, attributes } = member;
      if (type === undefined || !/^Unsupported\(.*\)$/.test(type)) continue;
      if (attributes.some((attribute) => attribute.name === '@default')) continue;
      yield error('SG1009', {
        at: source.memberAt(name, member.name),
        message: `${name}.${member.name} is required and of type ${type}, which Prisma Client cannot write, so it could not create a ${name}.`,
        fix: `Make it optional (\`${type}?\`), or give it a default, like \`@default(dbgenerated("..."))\`.`,
        label: 'a required field that cannot be given',
      });
    }
  }
};
