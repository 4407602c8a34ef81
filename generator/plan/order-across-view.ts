import type { ScalarField, ScalarKind } from '../../schema/model/scalar-field.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { type AcrossType, refusedMember } from './across-type.js';
import { elsewhere, leadsElsewhere } from './copy-view.js';
import { without } from './layout.js';
import { keysetOrderName, orderAcrossName, property, quoted } from './names.js';
import type { RelationView } from './relation-view.js';
import { unordered } from './unordered.js';

/** One term of the order of rows of several shards. */
export function orderType(model: ShardedModel, relations: readonly RelationView[]): AcrossType {
  return {
    doc: `How \`${model.name}\` rows of several shards can be ordered.`,
    name: orderAcrossName(model),
    alias: '',
    base: '',
    members: [
      ...model.scalars.map((field) => scalarOrder(model, field)),
      ...relations.map((relation) => {
        const key = `${property(relation.name)}?: `;
        if (leadsElsewhere(model, relation)) return `${key}${elsewhere(model, relation)}`;
        return relation.list
          ? `${key}Prisma.${relation.target.name}OrderByRelationAggregateInput`
          : `${key}${orderAcrossName(relation.target)}`;
      }),
    ],
  };
}

function scalarOrder(model: ShardedModel, { kind, name, nullable }: ScalarField): string {
  const reason = unordered(kind);
  if (reason !== undefined) {
    return refusedMember(model, name, `${reason}: rows of several shards cannot be ordered by it`);
  }
  const input = nullable ? 'Prisma.SortOrder | Prisma.SortOrderInput' : 'Prisma.SortOrder';
  return `${property(name)}?: ${input}`;
}

/** What Prisma has no filter by which a value is greater or less. */
const UNFILTERED: Partial<Record<ScalarKind, string>> = { bytes: 'Bytes', money: '@db.Money' };

/** The same for pages and streams, which go on behind a row: what a filter can compare with its values. */
export function keysetType(model: ShardedModel, relations: readonly RelationView[]): AcrossType {
  const behind = 'pages and streams cannot be ordered by';
  const unfiltered = model.scalars.filter(({ kind }) => kind in UNFILTERED);
  const followed = relations.filter((relation) => !leadsElsewhere(model, relation));
  const replaced = [...unfiltered, ...followed].map(({ name }) => quoted(name));
  const across = orderAcrossName(model);
  return {
    doc: `How pages and streams of \`${model.name}\` rows of several shards can be ordered.`,
    name: keysetOrderName(model),
    alias: replaced.length === 0 ? across : '',
    base: ` extends ${without(across, replaced, '')}`,
    members: [
      ...unfiltered.map(({ kind, name }) =>
        refusedMember(model, name, `is ${UNFILTERED[kind]}: ${behind} it`),
      ),
      ...followed.map(({ list, name, target }) =>
        list
          ? refusedMember(model, name, `is a list: ${behind} its count`)
          : `${property(name)}?: ${keysetOrderName(target)}`,
      ),
    ],
  };
}
