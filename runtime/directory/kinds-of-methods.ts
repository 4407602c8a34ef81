/** Methods that may make the first row of a key. */
const CREATE: ReadonlySet<string> = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'upsert',
]);

const CHANGE: ReadonlySet<string> = new Set([
  ...CREATE,
  'update',
  'updateMany',
  'updateManyAndReturn',
  'delete',
  'deleteMany',
]);

export const mayCreate = (method: string): boolean => CREATE.has(method);
export const mayWrite = (method: string): boolean => CHANGE.has(method);
