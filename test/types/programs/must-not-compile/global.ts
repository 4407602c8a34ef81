import { createShards } from 'shards';

const db = createShards();

// program: a misspelt field in the filter of a global model
// expect: 'nmae' does not exist in type
db.plan.findMany({ where: { nmae: 'a' } });

// program: a misspelt field in the order of a global model
// expect: 'nmae' does not exist in type
db.plan.findFirst({ orderBy: { nmae: 'asc' } });

// program: a global row by a field that is not unique
// expect: is not assignable to type 'FeatureWhereUniqueInput'
db.feature.findUnique({ where: { label: 'sso' } });

// program: a global row without a required field
// expect: Type '{}' is not assignable to type '((Without<PlanCreateInput
db.plan.create({ data: {} });

// program: a misspelt field of a new global row
// expect: 'nmae' does not exist in type
db.plan.createMany({ data: [{ name: 'a', nmae: 'b' }] });

// program: a misspelt field in the change of a global row
// expect: 'nmae' does not exist in type
db.plan.update({ where: { id: 1 }, data: { nmae: 'b' } });

// program: a misspelt relation in the include of a global model
// expect: 'feature' does not exist in type 'PlanInclude
db.plan.findMany({ include: { feature: true } });

// program: a global model has no shards to choose from
// expect: Property 'onShard' does not exist on type 'PlanRepository'
db.plan.onShard('shard_1');

// program: a global model has no shards to ask all of
// expect: Property 'onAllShards' does not exist on type 'PlanRepository'
db.plan.onAllShards();

// program: a global model has no key to route by
// expect: Expected 0 arguments, but got 1
db.plan.route({ id: 1 });

// program: a misspelt column in the where of an aggregate of global rows
// expect: 'nope' does not exist in type 'PlanWhereInput
db.plan.aggregate({ where: { nope: 1 }, _count: true });
