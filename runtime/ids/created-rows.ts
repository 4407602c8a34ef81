import { isWrapped } from '../nested-writes/operations.js';
import { type Fields, givenValue, isFields } from '../router/fields.js';
import type { ModelPlan, RelationPlan } from '../router/model-plan.js';

/** Gives a row that is about to be created, or a copy of it with more fields. */
export type MapRow = (plan: ModelPlan, row: Fields, path: string) => Fields;

type MapValue = (value: unknown, path: string) => unknown;

/** A row that is created and all that are created with it; `data` itself where nothing changes. */
export function mapCreated(plan: ModelPlan, data: unknown, path: string, map: MapRow): unknown {
  return isFields(data) ? mapNested(plan, map(plan, data, path), path, map) : data;
}

/** The rows that are created by the change of another one. */
export function mapUpdated(plan: ModelPlan, data: unknown, path: string, map: MapRow): unknown {
  return isFields(data) ? mapNested(plan, data, path, map) : data;
}

/** A property of an object, or each entry where it is a list; the object itself where nothing changes. */
export function mapPart(given: unknown, name: string, path: string, map: MapValue): unknown {
  if (!isFields(given)) return given;
  const value = givenValue(given, name);
  if (value === undefined || value === null) return given;
  const at = path === '' ? name : `${path}.${name}`;
  const mapped = mapEach(value, at, map);
  return mapped === value ? given : { ...given, [name]: mapped };
}

function mapEach(value: unknown, path: string, map: MapValue): unknown {
  if (!Array.isArray(value)) return map(value, path);
  const mapped = value.map((entry: unknown, i) => map(entry, `${path}[${i}]`));
  return mapped.every((entry, i) => entry === value[i]) ? value : mapped;
}

function mapNested(plan: ModelPlan, data: Fields, path: string, map: MapRow): Fields {
  let mapped = data;
  for (const relation of plan.relations) {
    const given = givenValue(data, relation.name);
    const done = mapOperations(relation, given, `${path}.${relation.name}`, map);
    if (done !== given) mapped = { ...mapped, [relation.name]: done };
  }
  return mapped;
}

function mapOperations(
  relation: RelationPlan,
  operations: unknown,
  path: string,
  map: MapRow,
): unknown {
  if (!isFields(operations)) return operations;
  const { target } = relation;
  const created: MapValue = (row, at) => mapCreated(target, row, at, map);
  const updated: MapValue = (data, at) => mapUpdated(target, data, at, map);
  const part = (name: string, work: MapValue) => (given: unknown) =>
    mapPart(given, name, path, work);
  const steps = [
    part('create', created),
    part('createMany', (batch, at) => mapPart(batch, 'data', at, created)),
    part('connectOrCreate', (either, at) => mapPart(either, 'create', at, created)),
    part('upsert', (either, at) =>
      mapPart(mapPart(either, 'create', at, created), 'update', at, updated),
    ),
    part('update', (change, at) =>
      isFields(change) && givenValue(change, 'data') !== undefined && isWrapped(relation, change)
        ? mapPart(change, 'data', at, updated)
        : updated(change, at),
    ),
  ];
  return steps.reduce<unknown>((given, step) => step(given), operations);
}
