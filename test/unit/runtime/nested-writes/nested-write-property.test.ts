import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardUpdate } from '../../../../runtime/nested-writes/nested-write-guard.js';
import type { RelationPlan } from '../../../../runtime/router/model-plan.js';
import { planOf } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

const KEY = 1;
const scope = { call: { model: 'User', method: 'update' }, key: [KEY] };

/** A nested write, and whether a row of another key hides in it. */
interface Written {
  readonly value: unknown;
  readonly isForeign: boolean;
}

const childRelations = (model: string): readonly RelationPlan[] =>
  planOf(model as 'User').relations.filter((r) => r.carriesShardKey && !r.holdsForeignKey);

/** Own key, no key (Prisma fills it in), or the key of somebody else. */
const rowKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(undefined, KEY, BigInt(KEY)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(2, 2n, -1, null, '1', 2n ** 62n) },
);

function row(relation: RelationPlan, depth: number): fc.Arbitrary<Written> {
  const field = relation.target.keyFields[0]?.name ?? '';
  return fc.tuple(rowKey, nested(relation.target.name, depth - 1)).map(([key, children]) => ({
    value: { [field]: key, ...(children.value as object) },
    isForeign: (key !== undefined && key !== KEY && key !== BigInt(KEY)) || children.isForeign,
  }));
}

const listed = (one: fc.Arbitrary<Written>): fc.Arbitrary<Written> =>
  fc.array(one, { maxLength: 3 }).map((rows) => ({
    value: rows.map((each) => each.value),
    isForeign: rows.some((each) => each.isForeign),
  }));

const wrapped = (name: string, inner: fc.Arbitrary<Written>): fc.Arbitrary<Written> =>
  inner.map(({ value, isForeign }) => ({ value: { [name]: value }, isForeign }));

function operation(relation: RelationPlan, depth: number): fc.Arbitrary<Written> {
  const one = row(relation, depth);
  const changed = nested(relation.target.name, depth - 1);
  return fc.oneof(
    wrapped('create', fc.oneof(one, listed(one))),
    wrapped('createMany', wrapped('data', listed(one))),
    wrapped('update', wrapped('data', changed)),
    wrapped('updateMany', listed(wrapped('data', changed))),
    wrapped(
      'upsert',
      fc.tuple(one, changed).map(([created, updated]) => ({
        value: { create: created.value, update: updated.value },
        isForeign: created.isForeign || updated.isForeign,
      })),
    ),
    fc.constant({ value: { deleteMany: {} }, isForeign: false }),
  );
}

/** Any nested writes of the children of a model. */
function nested(model: string, depth: number): fc.Arbitrary<Written> {
  const none: fc.Arbitrary<Written> = fc.constant({ value: {}, isForeign: false });
  const relations = childRelations(model);
  if (depth <= 0 || relations.length === 0) return none;
  const parts = relations.map((relation) =>
    fc.oneof(none, wrapped(relation.name, operation(relation, depth))),
  );
  return fc.tuple(...parts).map((written) => ({
    value: Object.assign({}, ...written.map((part) => part.value)),
    isForeign: written.some((part) => part.isForeign),
  }));
}

test('nested writes pass exactly when no row of another key hides in them', () => {
  let refused = 0;
  fc.assert(
    fc.property(nested('User', 4), ({ value, isForeign }) => {
      const guard = () => guardUpdate(scope, planOf('User'), value, 'data');
      if (isForeign) {
        refused++;
        expect(thrown(guard).code).toBe('SG3007');
      } else {
        expect(guard()).toBeUndefined();
      }
    }),
    { numRuns: 3000 },
  );
  expect(refused).toBeGreaterThan(100);
});
